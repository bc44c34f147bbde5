package dev.latchkey.auth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A minimal browser for the refresh cookie: it stores the cookie and sends it with every request, whatever page made the request. */
final class Browser {

    private static final String COOKIE = "__Host-latchkey-refresh=";
    private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]+)\"");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI service;
    private String cookie = "";

    Browser(URI service) {
        this.service = service;
    }

    /** The answer of the service. */
    record Answer(int status, String body, String setCookie) {

        String token() {
            Matcher token = TOKEN.matcher(body);
            if (!token.find()) {
                throw new AssertionError("no token: " + body);
            }
            return token.group(1);
        }
    }

    String origin() {
        return service.getScheme() + "://" + service.getAuthority();
    }

    String cookie() {
        return cookie;
    }

    void put(String value) {
        this.cookie = value;
    }

    Answer login(String name, String password) {
        String body =
                "{\"username\": \"%s\", \"password\": \"%s\", \"transport\": \"cookie\"}".formatted(name, password);
        Map<String, String> headers = new TreeMap<>(own());
        headers.put("Content-Type", "application/json");
        return post("/auth/login", headers, body);
    }

    /** Sends a request without a body, as a script of our own page does. */
    Answer post(String path) {
        return post(path, own(), "");
    }

    Answer post(String path, Map<String, String> headers, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(service.resolve(path))
                .POST(body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        if (!cookie.isEmpty()) {
            request.header("Cookie", COOKIE + cookie);
        }
        HttpResponse<String> answer = send(request.build());
        String set = answer.headers().firstValue("Set-Cookie").orElse("");
        if (set.startsWith(COOKIE)) {
            cookie = set.substring(COOKIE.length(), set.indexOf(';'));
        }
        return new Answer(answer.statusCode(), answer.body(), set);
    }

    /** Sends a request as a script of our own page does, with cookies in the form in which some parser may read them. */
    Answer postWithCookies(String path, Map<String, String> headers, String... cookies) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(service.resolve(path)).POST(HttpRequest.BodyPublishers.noBody());
        headers.forEach(request::header);
        for (String each : cookies) {
            request.header("Cookie", each);
        }
        HttpResponse<String> answer = send(request.build());
        return new Answer(
                answer.statusCode(),
                answer.body(),
                answer.headers().firstValue("Set-Cookie").orElse(""));
    }

    /** Returns the headers of a request, with our own origin in place of OWN. */
    Map<String, String> with(Map<String, String> headers) {
        Map<String, String> filled = new TreeMap<>();
        headers.forEach((name, value) -> filled.put(name, value.replace("OWN", origin())));
        return filled;
    }

    Map<String, String> own() {
        return Map.of("Origin", origin(), "Sec-Fetch-Site", "same-origin", "X-Requested-With", "fetch");
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
