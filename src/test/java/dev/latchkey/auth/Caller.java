package dev.latchkey.auth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/**
 * A caller at an IP address, with or without a device that has signed in before. The service trusts the proxy header that names the
 * address.
 */
record Caller(URI service, String address, String deviceToken) {

    static final String DEVICE = "X-Latchkey-Device";

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    static Caller at(URI service, String address) {
        return new Caller(service, address, "");
    }

    Caller with(HttpResponse<String> login) {
        return new Caller(service, address, login.headers().firstValue(DEVICE).orElseThrow());
    }

    Caller movedTo(String other) {
        return new Caller(service, other, deviceToken);
    }

    HttpResponse<String> login(String name, String password) {
        return post("/auth/login", "{\"username\": \"%s\", \"password\": \"%s\"}".formatted(name, password));
    }

    HttpResponse<String> register(String name, String password) {
        return post("/auth/register", "{\"username\": \"%s\", \"password\": \"%s\"}".formatted(name, password));
    }

    HttpResponse<String> post(String path, String json) {
        return send(request(path).POST(BodyPublishers.ofString(json)));
    }

    HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(service.resolve(path))
                .header("Content-Type", "application/json")
                .header("X-Forwarded-For", "198.51.100.66, " + address);
        return deviceToken.isEmpty() ? request : request.header(DEVICE, deviceToken);
    }

    static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
