package dev.latchkey.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Api;
import dev.latchkey.LogCapture;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sends a thousand bodies to each route that takes one. No response is a fault of the service or reveals internals or a secret. */
@QuarkusTest
class HostileBodiesTest {

    private static final int BODIES = 1_000;
    private static final String CANARY = "canary-secret-0451";
    private static final List<String> OURS =
            List.of("Exception", "dev.latchkey", "jackson", "hibernate", "org.", "java.", "SQL", "\tat ", CANARY);

    @TestHTTPResource
    URI base;

    private final HttpClient client = HttpClient.newHttpClient();
    private String token;

    @BeforeEach
    void signIn() {
        token = Api.token(Api.registered());
    }

    @Test
    void registering() throws Exception {
        attack("POST", "/auth/register", 1);
    }

    @Test
    void signingIn() throws Exception {
        attack("POST", "/auth/login", 2);
    }

    @Test
    void refreshing() throws Exception {
        attack("POST", "/auth/refresh", 6);
    }

    @Test
    void signingOut() throws Exception {
        attack("POST", "/auth/logout", 7);
    }

    @Test
    void changingTheAccount() throws Exception {
        attack("PATCH", "/auth/me", 3);
    }

    @Test
    void changingThePassword() throws Exception {
        attack("PUT", "/auth/me/password", 4);
    }

    @Test
    void deletingTheAccount() throws Exception {
        attack("DELETE", "/auth/me", 5);
    }

    private void attack(String method, String path, long seed) throws Exception {
        HostileBodies bodies = new HostileBodies(new Random(seed), CANARY);
        try (LogCapture log = LogCapture.ofEverything()) {
            for (int i = 0; i < BODIES; i++) {
                byte[] body = bodies.next();
                HttpResponse<String> answer = send(method, path, body, bodies.nextType());
                assertThat(answer.statusCode())
                        .as("body %d of seed %d: %s", i, seed, answer.body())
                        .isBetween(200, 499);
                assertThat(answer.body()).as("body %d of seed %d", i, seed).doesNotContain(OURS);
            }
            assertThat(log.text()).doesNotContain(CANARY);
        }
    }

    private HttpResponse<String> send(String method, String path, byte[] body, String type)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(base.resolve(path))
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
                .header("Content-Type", type)
                .header("Authorization", "Bearer " + token)
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
