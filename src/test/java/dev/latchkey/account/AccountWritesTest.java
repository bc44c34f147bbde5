package dev.latchkey.account;

import static dev.latchkey.Api.PASSWORD;
import static dev.latchkey.Api.as;
import static dev.latchkey.Api.login;
import static dev.latchkey.Api.registered;
import static dev.latchkey.Api.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import dev.latchkey.Database;
import dev.latchkey.Throttled;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Tests which writes a signed-in user can cause, and how many. */
@QuarkusTest
@TestProfile(Throttled.class)
class AccountWritesTest {

    private static final String EVENTS =
            "select count(*) from audit_events e join users u on u.id = e.user_id where u.username = ? and e.type = ?";

    /** The deadline of an export is 20 s. */
    private static final Duration IN_TIME = Duration.ofSeconds(60);

    @TestHTTPResource
    URI service;

    @Inject
    Database database;

    @BeforeEach
    void nothingIsCountedYet() {
        database.run("delete from throttle");
    }

    @Test
    @DisplayName("A5: what changes nothing is no event, and leaves the account's version and time alone")
    void nothingChangedIsNoEvent() {
        String name = registered();
        String token = token(name);
        change(token, Map.of("profile", Map.of("color", "blue", "n", 1))).then().statusCode(200);
        String before = database.text("select version || ' ' || updated_at from users where username = ?", name);

        for (Map<String, ?> same : List.of(
                Map.of("profile", Map.of("color", "blue")),
                Map.of("profile", Map.of()),
                Map.of("profile", Map.of("n", 1)),
                Map.<String, Object>of())) {
            change(token, same).then().statusCode(200);
        }

        assertThat(database.text(EVENTS, name, "AccountChanged")).isEqualTo("1");
        assertThat(database.text("select version || ' ' || updated_at from users where username = ?", name))
                .isEqualTo(before);
    }

    @Test
    @DisplayName("A5: an account's changes have a budget, whatever is changed, and another account's is untouched")
    void changesHaveABudget() {
        String name = registered();
        String token = token(name);
        database.run("delete from throttle");
        change(token, Map.of("profile", Map.of("n", 1)))
                .then()
                .statusCode(200)
                .header("RateLimit-Policy", equalTo("\"account-write\";q=120;w=600"));
        assertThat(database.text("select count(*) from throttle")).isEqualTo("1");
        database.run("update throttle set tat = now() + interval '660 seconds'");

        change(token, Map.of()).then().statusCode(429).body("code", equalTo("throttled"));
        as(token)
                .delete("/auth/me/sessions/019ab2c4-7a1e-7c3f-9d52-0f6b8c1d2e3f")
                .then()
                .statusCode(429);
        as(token).delete("/auth/me/sessions?keep=current").then().statusCode(429);
        as(token, Map.of("currentPassword", PASSWORD, "newPassword", "quite another of these things"))
                .put("/auth/me/password")
                .then()
                .statusCode(429);
        as(token).get("/auth/me").then().statusCode(200);
        change(token(registered()), Map.of()).then().statusCode(200);
    }

    @Test
    @DisplayName("A5: an account has 100 sessions at most; the next sign-in ends the oldest, and its tokens")
    void sessionsHaveAMaximum() {
        String name = registered();
        String first = token(name);
        Response second = login(name, PASSWORD);
        for (int number = 2; number < 100; number++) {
            login(name, PASSWORD).then().statusCode(200);
        }
        as(first).get("/auth/me").then().statusCode(200);

        String latest = token(name);

        as(first).get("/auth/me").then().statusCode(401);
        as(second.path("token")).get("/auth/me").then().statusCode(200);
        as(latest).get("/auth/me/sessions").then().body("sessions", hasSize(100));
        assertThat(database.text(EVENTS, name, "SessionEnded")).isEqualTo("1");
        assertThat(database.text(
                        "select count(*) from revoked_sessions r join sessions s"
                                + " on s.status_index = r.status_index join users u on u.id = s.user_id where u.username = ?",
                        name))
                .isEqualTo("1");
    }

    @Test
    @DisplayName("A4: callers that do not read their exports hold four workers at most, and not for long")
    void exportsThatAreNotReadEnd() throws IOException {
        List<String> large = List.of(registered(), registered(), registered(), registered());
        for (String name : large) {
            // more than socket buffers hold between the service and a caller who does not read
            database.run(
                    "insert into audit_events (id, occurred_at, type, user_id, request_id)"
                            + " select gen_random_uuid(), now() - n * interval '1 second', 'SignedIn', u.id, repeat('x', 900)"
                            + " from users u, generate_series(1, 12000) n where u.username = ?",
                    name);
        }
        String small = token(registered());
        List<Socket> deaf = new ArrayList<>();
        try {
            for (String name : large) {
                deaf.add(export(token(name)));
            }
            Awaitility.await()
                    .atMost(IN_TIME)
                    .untilAsserted(() ->
                            export(small, 503).body("code", equalTo("busy")).header("Retry-After", notNullValue()));
            as(small).get("/auth/me").then().statusCode(200);

            Awaitility.await().atMost(IN_TIME).untilAsserted(() -> export(small, 200));
        } finally {
            for (Socket each : deaf) {
                each.close();
            }
        }
    }

    private ValidatableResponse export(String token, int status) {
        database.run("delete from throttle");
        return as(token).get("/auth/me/export").then().statusCode(status);
    }

    private Socket export(String token) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(1024);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), service.getPort()));
        socket.getOutputStream()
                .write(("GET /auth/me/export HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                                + "\r\n\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1));
        return socket;
    }

    private static Response change(String token, Map<String, ?> patch) {
        return as(token, patch).patch("/auth/me");
    }
}
