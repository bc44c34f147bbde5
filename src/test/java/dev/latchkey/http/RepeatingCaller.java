package dev.latchkey.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.TimeUnit;

/** A caller with one connection, which it keeps. */
final class RepeatingCaller {

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI service;

    RepeatingCaller(URI service) {
        this.service = service;
    }

    /**
     * An answer.
     *
     * @param status its status
     * @param millis how long the caller waited for it
     */
    record Answer(int status, long millis) {}

    Answer login(String name, String password) {
        return send(loginRequest(name, password));
    }

    HttpRequest.Builder loginRequest(String name, String password) {
        return request("/auth/login")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(
                        "{\"username\": \"%s\", \"password\": \"%s\"}".formatted(name, password)));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(service.resolve(path));
    }

    Answer send(HttpRequest.Builder request) {
        try {
            long begin = System.nanoTime();
            int status = http.send(request.build(), BodyHandlers.discarding()).statusCode();
            return new Answer(status, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
