package dev.latchkey.packaged;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;

/**
 * Trains a JVM for its AOT cache (JEP 514, 515): sends all valid and invalid requests of a front end, a resource server and an
 * orchestrator, on a real PostgreSQL. The image's build runs it; it is a program and not a test.
 */
final class Training {

    private static final int ROUNDS = 20;

    private final Client client;

    private Training(Client client) {
        this.client = client;
    }

    /** Runs the service that {@link Artifact} names, whose JVM options set the cache's file. */
    public static void main(String[] arguments) throws IOException {
        Path directory = Files.createTempDirectory("training-");
        try (PostgresServer postgres = new PostgresServer(directory)) {
            Map<String, String> settings = Settings.good(postgres.newDatabase());
            settings.put("LATCHKEY_TOKEN_PROFILE_CLAIMS", "favoriteColor");
            // the machine that builds an image may be slow
            settings.put("LATCHKEY_PASSWORD_MAX_WAIT", "60s");
            try (ServiceProcess service = ServiceProcess.start(settings)) {
                Training training = new Training(service.client());
                for (int round = 0; round < ROUNDS; round++) {
                    training.oneConversation("alice" + round);
                }
                // the JVM writes the cache before it ends, which takes time
                service.stop(Duration.ofMinutes(15));
            }
        }
    }

    private void oneConversation(String name) {
        client.send(client.post(
                        "/auth/register",
                        "{\"username\": \"%s\", \"password\": \"%s\", \"profile\": {\"favoriteColor\": \"blue\"}}"
                                .formatted(name, Client.PASSWORD))
                .build());
        expect(200, client.login(name));
        String refreshToken = member(client.login(name), "refreshToken");
        String token = client.token(name);
        expect(200, client.me(token));
        expect(200, get("/auth/me/sessions", token));
        expect(200, client.refresh(refreshToken));
        whatIsRefused(name, token);
        whatOthersRead(token);
        expect(
                204,
                client.send(client.post("/auth/logout", "{\"refreshToken\": \"%s\"}".formatted(refreshToken))
                        .build()));
    }

    private void whatIsRefused(String name, String token) {
        expect(401, client.login(name, "not the password"));
        expect(409, client.register(name));
        expect(400, client.send(client.post("/auth/login", "{\"username\": 1").build()));
        expect(401, client.refresh("lk1.none"));
        expect(401, client.me(token + "x"));
        expect(404, client.send(client.get("/no/such/route").build()));
    }

    private void whatOthersRead(String token) {
        expect(200, client.jwks());
        expect(200, get("/.well-known/openid-configuration", token));
        expect(200, get("/auth/status-lists/0", token));
        expect(200, client.health("live"));
        expect(200, client.health("ready"));
    }

    private HttpResponse<String> get(String path, String token) {
        return client.send(
                client.get(path).header("Authorization", "Bearer " + token).build());
    }

    private static void expect(int status, HttpResponse<String> answer) {
        if (answer.statusCode() != status) {
            throw new IllegalStateException(answer.uri().getPath() + ": " + answer.statusCode() + " " + answer.body());
        }
    }

    private static String member(HttpResponse<String> answer, String name) {
        expect(200, answer);
        try {
            return String.valueOf(JsonUtil.parseJson(answer.body()).get(name));
        } catch (JoseException e) {
            throw new IllegalStateException("a login answers JSON", e);
        }
    }
}
