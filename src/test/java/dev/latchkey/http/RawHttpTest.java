package dev.latchkey.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.LogCapture;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Requests that no HTTP client would send. */
@QuarkusTest
class RawHttpTest {

    private static final String POST =
            "POST /auth/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";

    @TestHTTPResource
    URI base;

    @Test
    void aBodyThatIsAnnouncedTooLongIsRefusedAtOnceAndTheConnectionClosed() throws IOException {
        assertThat(send(POST + "Content-Length: 9999999\r\n\r\n{"))
                .startsWith("HTTP/1.1 413 ")
                .contains("content_too_large");
    }

    @Test
    void aLengthThatIsNoNumberIsRefused() throws IOException {
        assertThat(send(POST + "Content-Length: abc\r\n\r\n{}")).startsWith("HTTP/1.1 400 ");
        assertThat(send(POST + "Content-Length: 99999999999999999999999\r\n\r\n{}"))
                .startsWith("HTTP/1.1 400 ");
    }

    @Test
    void twoWaysToTellTheLengthAreRefused() throws IOException {
        assertThat(send(POST + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ");
    }

    @Test
    void aRequestWithoutAHostIsRefused() throws IOException {
        assertThat(send("GET /auth/me HTTP/1.1\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ")
                .contains("bad_request");
    }

    @Test
    void aRequestWithoutAHostHasNoOriginOfItsOwn() throws IOException {
        assertThat(send("GET /auth/me HTTP/1.0\r\nOrigin: http://null\r\n\r\n"))
                .startsWith("HTTP/1.0 403 ")
                .contains("cross_origin");
    }

    @Test
    void aChunkThatIsNoneIsNoFaultOfOurs() throws IOException {
        try (LogCapture log = LogCapture.ofEverything()) {
            send(POST + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n");

            assertThat(log.text()).doesNotContain("an unforeseen fault");
        }
    }

    /** Returns all bytes until the service closes the connection; fails if it does not. */
    private String send(String request) throws IOException {
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
