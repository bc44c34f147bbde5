package dev.latchkey.account;

import static dev.latchkey.Api.as;
import static dev.latchkey.Api.registered;
import static dev.latchkey.Api.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.latchkey.Database;
import dev.latchkey.LogCapture;
import dev.latchkey.Sockets;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An export that breaks is never a document that looks complete. */
@QuarkusTest
@TestProfile(dev.latchkey.Throttled.class)
class BrokenExportTest {

    /** The last chunk of a body whose end the service wrote. */
    private static final String END = "\r\n0\r\n\r\n";

    @TestHTTPResource
    URI service;

    @Inject
    Database database;

    private String id;
    private String token;

    @BeforeEach
    void signIn() {
        String name = registered();
        id = database.text("select id from users where username = ?", name);
        token = token(name);
    }

    @Test
    void theSocketOfAWholeExportHasTheEndOfItsBody() {
        insertEvents(1_500);

        assertThat(export()).startsWith("HTTP/1.1 200 ").contains("chunked").endsWith("]}" + END);
    }

    /** The page that cannot be read is the second or the third; much of the body is written by then. */
    @ParameterizedTest
    @ValueSource(ints = {1_000, 1_500, 2_500})
    void anExportThatBreaksAfterItsBeginningHasNoEndAndIsLogged(int events) {
        insertEvents(events);
        insertUnreadableEvent();

        try (LogCapture log = LogCapture.ofEverything()) {
            assertThat(export())
                    .startsWith("HTTP/1.1 200 ")
                    .contains("\"events\":[{")
                    .doesNotEndWith(END)
                    .doesNotContain("internal_error");
            awaitTheFault(log);
        }
        assertTheNextOneIsWhole();
    }

    /** Up to about 7 KB of the document are in buffers when the first page of the events cannot be read. */
    @ParameterizedTest
    @ValueSource(ints = {0, 5, 20})
    void anExportThatBreaksBeforeAnythingWasSentIsAProblem(int sessions) {
        insertSessions(sessions);
        insertUnreadableEvent();

        try (LogCapture log = LogCapture.ofEverything()) {
            as(token).get("/auth/me/export").then().statusCode(500).body("code", equalTo("internal_error"));
            awaitTheFault(log);
        }
        assertTheNextOneIsWhole();
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 80, 1_200})
    void anExportThatBreaksBehindItsSessionsHasNoEnd(int sessions) {
        insertSessions(sessions);
        insertUnreadableEvent();

        // the connection may be closed before the first chunk has left
        assertThat(export()).matches("(?s)|HTTP/1.1 200 .*").doesNotEndWith(END);
    }

    /** The connection may be closed before the fault is in the log. */
    private static void awaitTheFault(LogCapture log) {
        await().untilAsserted(() ->
                assertThat(log.text()).contains("an unforeseen fault", "the details of an event are not JSON"));
    }

    private void assertTheNextOneIsWhole() {
        database.runWithoutTriggers(
                "delete from audit_events where user_id = cast(? as uuid) and type = 'Unreadable'", id);
        as(token)
                .get("/auth/me/export")
                .then()
                .statusCode(200)
                .body("events.findAll { it.type == 'UserRegistered' }", hasSize(1));
    }

    /** The answer as it is on the socket, until the service closes the connection or the export is whole. */
    private String export() {
        try (Sockets sockets = new Sockets(service)) {
            return Sockets.untilClosed(sockets.send(
                    "GET /auth/me/export HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
                            + token + "\r\n\r\n"));
        }
    }

    private void insertSessions(int count) {
        database.run(
                "insert into sessions (id, user_id, created_at, amr, expires_at, ended_at) select gen_random_uuid(),"
                        + " cast(? as uuid), now(), 'pwd', now() + interval '1 hour', now() from generate_series(1, ?)",
                id,
                count);
    }

    private void insertEvents(int count) {
        database.run(
                "insert into audit_events (id, occurred_at, type, user_id) select gen_random_uuid(), now(), 'SignInRefused',"
                        + " cast(? as uuid) from generate_series(1, ?)",
                id,
                count);
    }

    /** The user's oldest event, with details that are nested deeper than a JSON parser reads. */
    private void insertUnreadableEvent() {
        database.run(
                "insert into audit_events (id, occurred_at, type, user_id, details) select gen_random_uuid(),"
                        + " now() - interval '1 hour', 'Unreadable', cast(? as uuid),"
                        + " cast('{\"a\":' || repeat('[', 1500) || repeat(']', 1500) || '}' as jsonb)",
                id);
    }
}
