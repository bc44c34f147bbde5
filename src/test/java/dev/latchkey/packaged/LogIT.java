package dev.latchkey.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log is machine-readable, links a caller's request to its lines, and contains no secrets. */
class LogIT {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final String WRONG = "a raven on a wronging desk";
    private static final String MALFORMED = "a raven in a broken body";
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    static Path directory;

    private static PostgresServer postgres;
    private static ServiceProcess service;
    private static String token;
    private static String hash;

    @BeforeAll
    static void aServiceThatWasCalled() {
        postgres = new PostgresServer(directory);
        service = ServiceProcess.start(Settings.good(postgres.newDatabase()));
        Client client = service.client();
        assertThat(client.register("alice").statusCode()).isEqualTo(201);
        hash = postgres.query("select password_hash from users").get(0);
        token = client.token("alice");
        assertThat(client.me(token).statusCode()).isEqualTo(200);
        assertThat(client.login("alice", WRONG).statusCode()).isEqualTo(401);
        assertThat(status(client, client.post("/auth/login", "{\"password\": \"" + MALFORMED + "\",,}")))
                .isEqualTo(400);
        assertThat(status(client, client.get("/no/such/thing"))).isEqualTo(404);
        postgres.stop();
        HttpRequest.Builder call = client.get("/auth/me")
                .header("Authorization", "Bearer " + token)
                .header("X-Request-Id", "the-callers-own-id");
        HttpResponse<String> unavailable = client.send(call.build());
        assertThat(unavailable.statusCode()).isEqualTo(503);
        assertThat(unavailable.headers().firstValue("X-Request-Id")).hasValue("the-callers-own-id");
    }

    @AfterAll
    static void end() {
        if (service != null) {
            service.close();
        }
        if (postgres != null) {
            postgres.close();
        }
    }

    @Test
    void everyLineIsOneJsonObject() {
        assertThat(service.standardOutputLines()).hasSizeGreaterThan(2).allSatisfy(line -> {
            JsonNode object = JSON.readTree(line);
            assertThat(object.isObject()).isTrue();
            assertThat(object.path("level").asText()).isNotEmpty();
            assertThat(object.path("message").isTextual()).isTrue();
        });
    }

    @Test
    void theLinesOfACallCarryItsId() {
        assertThat(Waiting.comesTrue(SOON, () -> !linesAboutTheDatabase().isEmpty()))
                .isTrue();
        assertThat(linesAboutTheDatabase())
                .allSatisfy(line ->
                        assertThat(line.path("mdc").path("requestId").asText()).isEqualTo("the-callers-own-id"));
    }

    @Test
    void noSecretIsInIt() {
        String output = service.output();
        assertThat(output)
                .doesNotContain(Client.PASSWORD, WRONG, MALFORMED, "wronging", "broken body")
                .doesNotContain(token, token.substring(token.lastIndexOf('.') + 1), hash)
                .doesNotContain("eyJ", "$2a$", "$2b$", "$2y$");
    }

    private static int status(Client client, HttpRequest.Builder call) {
        return client.send(call.build()).statusCode();
    }

    private static List<JsonNode> linesAboutTheDatabase() {
        return service.standardOutputLines().stream()
                .map(LogIT::parse)
                .filter(line -> line.path("message")
                        .asText()
                        .matches("the database localhost:[0-9]+/latchkey1 .*\\(SQLSTATE .*"))
                .toList();
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the log has a line that is not JSON", e);
        }
    }
}
