package dev.latchkey.packaged;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;

/** Sends requests to a running service, like a front end, a resource server or an orchestrator. */
final class Client {

    static final String PASSWORD = "a raven on a writing desk";

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final URI service;
    private final URI management;

    Client(URI service, URI management) {
        this.service = service;
        this.management = management;
    }

    URI service() {
        return service;
    }

    URI management() {
        return management;
    }

    HttpResponse<String> register(String name) {
        return send(credentials("/auth/register", name, PASSWORD).build());
    }

    HttpResponse<String> login(String name, String password) {
        return send(credentials("/auth/login", name, password).build());
    }

    HttpResponse<String> login(String name) {
        return login(name, PASSWORD);
    }

    /** Signs in and returns the access token. */
    String token(String name) {
        HttpResponse<String> answer = login(name);
        if (answer.statusCode() != 200) {
            throw new AssertionError("no login: " + answer.statusCode() + " " + answer.body());
        }
        try {
            return (String) JsonUtil.parseJson(answer.body()).get("token");
        } catch (JoseException e) {
            throw new AssertionError("a login answers JSON", e);
        }
    }

    HttpResponse<String> refresh(String refreshToken) {
        return send(post("/auth/refresh", "{\"refreshToken\": \"%s\"}".formatted(refreshToken))
                .build());
    }

    HttpResponse<String> me(String token) {
        return send(get("/auth/me").header("Authorization", "Bearer " + token).build());
    }

    HttpResponse<String> jwks() {
        return send(get("/.well-known/jwks.json").build());
    }

    HttpResponse<String> health(String kind) {
        return management("/q/health/" + kind);
    }

    /** Asks the port for operators. */
    HttpResponse<String> management(String path) {
        return send(HttpRequest.newBuilder(management.resolve(path))
                .timeout(PATIENCE)
                .build());
    }

    HttpRequest.Builder get(String path) {
        return HttpRequest.newBuilder(service.resolve(path)).timeout(PATIENCE);
    }

    HttpRequest.Builder post(String path, String json) {
        return get(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json));
    }

    HttpRequest.Builder credentials(String path, String name, String password) {
        return post(path, "{\"username\": \"%s\", \"password\": \"%s\"}".formatted(name, password));
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
