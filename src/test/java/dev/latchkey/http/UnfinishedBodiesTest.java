package dev.latchkey.http;

import static dev.latchkey.Api.PASSWORD;
import static dev.latchkey.Api.as;
import static dev.latchkey.Api.login;
import static dev.latchkey.Api.registered;
import static dev.latchkey.Api.token;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Sockets;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Slow senders of bodies do not affect other callers. */
@QuarkusTest
class UnfinishedBodiesTest {

    /** More than there are worker threads. */
    private static final int CALLERS = 220;

    private static final String HALF = "Content-Type: application/json\r\nContent-Length: 99\r\n\r\n{";
    private static final String HALF_A_CHUNK =
            "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n40\r\n{";

    @TestHTTPResource
    URI service;

    @TestHTTPResource(management = true)
    URI management;

    @Inject
    MeterRegistry metrics;

    @ParameterizedTest
    @DisplayName("A1: half bodies on any route hold no worker, and everybody else is answered")
    @ValueSource(
            strings = {
                "POST /auth/logout",
                "POST /auth/login",
                "POST /auth/register",
                "POST /auth/refresh",
                "PATCH /auth/me",
                "PUT /auth/me/password",
                "DELETE /auth/me",
                "POST /admin/users",
                "GET /auth/me",
                "POST /not/there"
            })
    void halfBodiesHoldNoWorker(String route) {
        String token = token(registered());
        try (Sockets sockets = new Sockets(service)) {
            for (int i = 0; i < CALLERS; i++) {
                sockets.send("127.0." + i % 4 + ".1", head(route) + (i % 2 == 0 ? HALF : HALF_A_CHUNK));
            }

            as(token).get("/auth/me").then().statusCode(200);
            given().get("/.well-known/jwks.json").then().statusCode(200);
            given().get(management + "health/ready").then().statusCode(200);
            login(registered(), PASSWORD).then().statusCode(200);
        }
    }

    @Test
    @DisplayName("A1: a body that does not come within its deadline is answered 408, and the connection closed")
    void lateBodiesAreRefused() {
        try (Sockets sockets = new Sockets(service)) {
            Socket lengthIsKnown = sockets.send(head("POST /auth/logout") + HALF);
            Socket inChunks = sockets.send(head("POST /auth/login") + HALF_A_CHUNK);
            Socket awaited = sockets.send(head("POST /auth/login") + "Expect: 100-continue\r\n" + HALF);

            assertThat(Sockets.until(awaited, "\r\n\r\n")).startsWith("HTTP/1.1 100 ");
            for (Socket each : List.of(lengthIsKnown, inChunks, awaited)) {
                assertThat(Sockets.untilClosed(each))
                        .startsWith("HTTP/1.1 408 ")
                        .containsIgnoringCase("connection: close")
                        .contains("application/problem+json", "\"request_timeout\"");
            }
        }
    }

    @Test
    @DisplayName("A1: one network's unfinished bodies displace each other and not another network's")
    void networksHaveSharesOfTheirOwn() {
        try (Sockets sockets = new Sockets(service)) {
            Socket another = sockets.send("127.0.9.1", head("POST /auth/logout") + HALF);
            List<Socket> crowd = new ArrayList<>();
            crowd.add(sockets.send("127.0.8.1", head("POST /auth/logout") + HALF));
            // several threads serve connections: the first body must be the oldest
            Awaitility.await()
                    .until(() -> metrics.get("latchkey.http.bodies").gauge().value() == 2);
            for (int i = 1; i <= UnfinishedBodies.MAXIMUM_OF_NETWORK; i++) {
                crowd.add(sockets.send("127.0.8." + (1 + i % 200), head("POST /auth/logout") + HALF));
            }

            assertThat(Sockets.untilClosed(crowd.get(0))).startsWith("HTTP/1.1 408 ");
            assertThat(Sockets.isSilent(crowd.get(crowd.size() - 1))).isTrue();
            assertThat(Sockets.isSilent(another)).isTrue();
        }
    }

    @Test
    @DisplayName("A1: a body that comes in pieces, in time, is served")
    void piecesAreServed() {
        try (Sockets sockets = new Sockets(service)) {
            Socket slow = sockets.send(head("POST /auth/refresh") + HALF);
            for (String piece : "\"refreshToken\": \"lk1.nothing\"".split("(?<=.)", -1)) {
                Sockets.say(slow, piece);
            }
            Sockets.say(slow, " ".repeat(98 - "\"refreshToken\": \"lk1.nothing\"".length() - 1) + "}");

            assertThat(Sockets.until(slow, "}")).startsWith("HTTP/1.1 401 ").contains("invalid_refresh_token");
        }
    }

    @Test
    @DisplayName("A1: a body in chunks ends at 16 KiB, however much more there would be")
    void endlessBodiesAreRefused() {
        String chunk = "1000\r\n" + " ".repeat(0x1000) + "\r\n";
        try (Sockets sockets = new Sockets(service)) {
            Socket endless = sockets.send(head("POST /auth/login")
                    + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk.repeat(5));

            assertThat(Sockets.untilClosed(endless)).startsWith("HTTP/1.1 413 ").contains("content_too_large");
        }
    }

    @Test
    @DisplayName("A2: HTTP/2 without TLS is not spoken, by prior knowledge or by upgrade")
    void noHttp2WithoutTls() {
        try (Sockets sockets = new Sockets(service)) {
            Socket known = sockets.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0");
            Socket upgraded = sockets.send(
                    head("GET /.well-known/jwks.json") + "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
                            + "HTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n");

            assertThat(Sockets.untilClosed(known)).contains(" 400 ").doesNotContain("SETTINGS");
            assertThat(Sockets.until(upgraded, "\r\n")).startsWith("HTTP/1.1 200 ");
        }
    }

    private static String head(String route) {
        return route + " HTTP/1.1\r\nHost: localhost\r\n";
    }
}
