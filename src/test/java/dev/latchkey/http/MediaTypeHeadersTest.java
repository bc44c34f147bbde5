package dev.latchkey.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Api;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** D10: an invalid media type is 415 in {@code Content-Type} and 406 in {@code Accept}, never a fault of the service. */
@QuarkusTest
class MediaTypeHeadersTest {

    private static final String KEYS = "GET /.well-known/jwks.json";

    @TestHTTPResource
    URI base;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ";",
                "a/b/c",
                "/",
                "json",
                "application/",
                "application/json; charset",
                "application/json; charset=",
                "application/json; charset=\"",
                "application/json; charset=\"utf-8",
                "application/json; charset=\"\\\"",
                "application/json; =utf-8",
                "application/json, text/plain",
                "application/json\u00e9"
            })
    void aContentTypeThatIsNoneIsUnsupported(String type) throws IOException {
        for (String route : List.of("/auth/register", "/auth/login", "/auth/refresh", "/auth/logout")) {
            assertThat(call("POST " + route, "Content-Type: " + type + "\r\n", "{}"))
                    .as(route)
                    .startsWith("HTTP/1.1 415 ")
                    .contains("unsupported_media_type");
        }
    }

    @Test
    void twoContentTypesAreUnsupported() throws IOException {
        assertThat(call(
                        "POST /auth/login",
                        "Content-Type: application/json\r\nContent-Type: application/json\r\n",
                        "{}"))
                .startsWith("HTTP/1.1 415 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/json;",
                "application/json;charset=utf-8",
                "Application/JSON; Charset=\"UTF-8\"",
                "application/json; x=y; charset=utf-8"
            })
    void aContentTypeThatIsJsonIsTaken(String type) throws IOException {
        String body = "{\"username\": \"" + Api.newName() + "\", \"password\": \"" + Api.PASSWORD + "\"}";

        assertThat(call("POST /auth/register", "Content-Type: " + type + "\r\n", body))
                .startsWith("HTTP/1.1 201 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ";q=",
                "a/b;q=x",
                "a/b/c",
                "application/json;q=",
                "application/json;q=2",
                "application/json;q=NaN",
                "application/json;q=-1",
                "application/json;charset=\"",
                "application/jwk-set+json, ;q=",
                "application/jwk-set+json;q=x, */*;q=y",
                "application/json, rubbish",
                ",",
                "text/html"
            })
    void anAcceptThatIsNoneIsNotAcceptable(String accept) throws IOException {
        for (String route : List.of(KEYS, "GET /.well-known/openid-configuration", "GET /latchkey.js")) {
            assertThat(call(route, "Accept: " + accept + "\r\n", ""))
                    .as(route)
                    .startsWith("HTTP/1.1 406 ")
                    .contains("not_acceptable");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "*/*",
                "application/json",
                "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2",
                "application/xml;q=0.9,application/json;q=0.8,*/*;q=0.001"
            })
    void anAcceptThatTakesJsonIsAnswered(String accept) throws IOException {
        assertThat(call(KEYS, "Accept: " + accept + "\r\n", "")).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void whatARequestWithoutABodySaysOfItIsReadByNothing() throws IOException {
        assertThat(call(KEYS, "Content-Type: ;\r\n", "")).startsWith("HTTP/1.1 200 ");
    }

    private String call(String line, String headers, String body) throws IOException {
        String length = body.isEmpty() ? "" : "Content-Length: " + body.length() + "\r\n";
        String request =
                line + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers + length + "\r\n" + body;
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
