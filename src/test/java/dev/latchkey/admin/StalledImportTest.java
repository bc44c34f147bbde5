package dev.latchkey.admin;

import static dev.latchkey.Api.as;
import static dev.latchkey.Api.newName;
import static dev.latchkey.Api.registered;
import static dev.latchkey.Api.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Database;
import dev.latchkey.Sockets;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Tests imports that stall. */
@QuarkusTest
class StalledImportTest {

    @TestHTTPResource
    URI service;

    @Inject
    Database database;

    @Test
    @DisplayName("A1: an import that stalls is ended, what was stored stays, and the next one has its place")
    void aStalledImportEnds() {
        String admin = Admins.signedIn(database);
        try (Sockets sockets = new Sockets(service)) {
            Socket silent =
                    sockets.send(head(admin) + "Content-Length: 100000\r\n\r\n{\"username\": \"" + newName() + "\"}\n");

            assertThat(Sockets.untilClosed(silent)).doesNotContain(" 200 ");

            Socket slow = sockets.send(head(admin) + "Content-Length: 100000\r\n\r\n");
            for (int i = 0; i < 30 && Sockets.isSilent(slow); i++) {
                Sockets.say(slow, " ");
            }
            // the H of HTTP was already read, to see that the service responds
            assertThat(Sockets.untilClosed(slow)).startsWith("TTP/1.1 408 ").contains("request_timeout");
        }
        as(admin)
                .contentType("application/x-ndjson; charset=UTF-8")
                .body(("{\"username\": \"" + newName() + "\"}").getBytes(StandardCharsets.UTF_8))
                .post("/admin/users/import")
                .then()
                .statusCode(200);
    }

    @Test
    @DisplayName("A1: an import without the right to it is refused before its lines come, and the connection closed")
    void withoutTheRightNothingIsRead() {
        try (Sockets sockets = new Sockets(service)) {
            Socket user = sockets.send(head(token(registered())) + "Content-Length: 100000\r\n\r\n{");
            Socket forged = sockets.send(head("rubbish") + "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n");

            assertThat(Sockets.untilClosed(user)).startsWith("HTTP/1.1 403 ");
            assertThat(Sockets.untilClosed(forged)).startsWith("HTTP/1.1 401 ");
        }
    }

    @Test
    @DisplayName("A1: the import's media type opens no other route to bodies of any size")
    void noOtherRouteStreams() {
        try (Sockets sockets = new Sockets(service)) {
            Socket other = sockets.send(
                    "POST /auth/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\n"
                            + "Content-Length: 100000\r\n\r\n{");

            assertThat(Sockets.untilClosed(other)).startsWith("HTTP/1.1 413 ");
        }
    }

    private static String head(String token) {
        return "POST /admin/users/import HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\nAuthorization: Bearer "
                + token + "\r\n";
    }
}
