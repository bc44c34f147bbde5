package dev.latchkey.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections are limited in number and in time, and bytes that are not HTTP get an error response. */
class ConnectionsIT {

    /** The same value as in {@code connection/OpenConnections}. */
    private static final int MAXIMUM_OF_NETWORK = 1024;

    /** The limit of ten seconds, the check every two and a half, and a margin for a busy machine. */
    private static final Duration HEADERS_END_WITHIN = Duration.ofSeconds(20);

    @TempDir
    static Path directory;

    private static PostgresServer postgres;
    private static ServiceProcess service;

    private final List<Socket> open = new ArrayList<>();

    @BeforeAll
    static void begin() {
        postgres = new PostgresServer(directory);
        service = ServiceProcess.start(Settings.good(postgres.newDatabase()));
    }

    @AfterAll
    static void end() {
        if (service != null) {
            service.close();
        }
        if (postgres != null) {
            postgres.close();
        }
    }

    @AfterEach
    void hangUp() throws IOException {
        for (Socket socket : open) {
            socket.close();
        }
    }

    @Test
    @DisplayName("A1: headers that do not come to an end are cut off, on both ports")
    void slowHeadersEnd() throws IOException {
        for (URI port : List.of(service.client().service(), service.client().management())) {
            Socket slow = connect(port);
            say(slow, "GET /auth/me HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
            long begin = System.nanoTime();
            while (isOpen(slow)) {
                Waiting.pause(Duration.ofSeconds(1));
                trickle(slow);
                assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(HEADERS_END_WITHIN);
            }
        }
    }

    @Test
    @DisplayName("A1: idle connections displace each other when there are too many; who has a request under way stays")
    void aCrowdOfIdleConnectionsDisplacesItself() throws IOException {
        Socket underWay = connect(service.client().service());
        say(
                underWay,
                "POST /auth/logout HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n");
        Socket first = connect(service.client().service());
        // several threads accept connections: this one must be the oldest
        Waiting.pause(Duration.ofSeconds(1));
        for (int i = 0; i < MAXIMUM_OF_NETWORK; i++) {
            connect(service.client().service());
        }

        assertThat(first.getInputStream().read()).isEqualTo(-1);
        say(underWay, "{}");
        assertThat(firstLine(underWay)).startsWith("HTTP/1.1 204 ");
        assertThat(service.client().jwks().statusCode()).isEqualTo(200);
        assertThat(service.client().health("ready").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @DisplayName("what is no request, or a too long one, is answered with a problem, and the connection closed")
    @ValueSource(
            strings = {
                "414 uri_too_long GET /#a*5000# HTTP/1.1|Host: localhost||",
                "431 headers_too_large GET / HTTP/1.1|Host: localhost|X: #a*30000#||",
                "431 headers_too_large GET / HTTP/1.1|Host: localhost|#a*30000#: x||",
                "400 bad_request rubbish||",
                "400 bad_request GET / HTTP/9.9|Host: localhost||",
                "400 bad_request GET / HTTP/1.1|Host: localhost|No colon||",
                "400 bad_request POST /auth/login HTTP/1.1|Host: localhost|Content-Length: abc||",
                "400 bad_request POST /auth/login HTTP/1.1|Host: localhost|Content-Length: 5|Content-Length: 6||",
                "400 bad_request POST /auth/login HTTP/1.1|Host: localhost|Transfer-Encoding: chunked|Content-Length: 5||0||",
                "400 bad_request GET /admin/keys?% HTTP/1.1|Host: localhost||",
                "400 bad_request GET /admin/users/%zz HTTP/1.1|Host: localhost||",
                "400 bad_request PRI * HTTP/2.0||SM||"
            })
    void rubbishIsToldSo(String row) throws IOException {
        String[] parts = row.split(" ", 3);
        Socket socket = connect(service.client().service());

        say(socket, expanded(parts[2]));

        String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(answer)
                .startsWith("HTTP/1.1 " + parts[0] + " ")
                .contains("application/problem+json", "\"code\":\"" + parts[1] + "\"", "urn:request:")
                .containsIgnoringCase("x-request-id:");
    }

    @Test
    @DisplayName("A4: a caller that does not read its answers is cut off")
    void answersEnd() throws IOException {
        Socket deaf = connect(service.client().service());
        String request = "GET /latchkey.js HTTP/1.1\r\nHost: localhost\r\n\r\n";
        say(deaf, request.repeat(2_000));
        long begin = System.nanoTime();

        Waiting.pause(Duration.ofSeconds(35));

        assertThat(wasCutOff(deaf)).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMinutes(2));
    }

    @ParameterizedTest
    @CsvSource({"2, true", "16, true", "17, false", "200, false", "2000, false"})
    @DisplayName("of requests that are sent at once 16 are answered, in order; with more the connection is closed")
    void fewRequestsMayBeSentAtOnce(int requests, boolean answered) throws IOException {
        Socket socket = connect(service.client().service());
        String request = "GET /.well-known/jwks.json HTTP/1.1\r\nHost: localhost\r\n";
        say(socket, (request + "\r\n").repeat(requests - 1) + request + "Connection: close\r\n\r\n");

        assertThat(answers(socket)).isEqualTo(answered ? requests : 16);
        assertThat(service.client().login("no-such-user", "wrong").statusCode()).isEqualTo(401);
    }

    /** Returns the number of responses before the end of the connection. */
    private static int answers(Socket socket) throws IOException {
        StringBuilder all = new StringBuilder();
        try {
            for (int next = socket.getInputStream().read();
                    next >= 0;
                    next = socket.getInputStream().read()) {
                all.append((char) next);
            }
        } catch (SocketException reset) {
            // a close of the service with unread requests is a reset
            assertThat(all).isNotEmpty();
        }
        return all.toString().split("HTTP/1\\.1 200", -1).length - 1;
    }

    private static boolean wasCutOff(Socket socket) throws IOException {
        try {
            byte[] all = socket.getInputStream().readAllBytes();
            return new String(all, StandardCharsets.UTF_8).split("HTTP/1\\.1 200", -1).length <= 2_000;
        } catch (SocketException reset) {
            return true;
        }
    }

    private static String expanded(String text) {
        String lines = text.replace("|", "\r\n");
        int from = lines.indexOf("#a*");
        if (from < 0) {
            return lines;
        }
        int to = lines.indexOf('#', from + 1);
        return lines.substring(0, from)
                + "a".repeat(Integer.parseInt(lines.substring(from + 3, to)))
                + lines.substring(to + 1);
    }

    private Socket connect(URI port) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port.getPort()));
        socket.setSoTimeout(60_000);
        open.add(socket);
        return socket;
    }

    private static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    private static void trickle(Socket socket) {
        try {
            say(socket, "a");
        } catch (IOException closed) {
            assertThat(isOpen(socket)).isFalse();
        }
    }

    private static boolean isOpen(Socket socket) {
        try {
            socket.setSoTimeout(50);
            return socket.getInputStream().read() >= 0;
        } catch (java.net.SocketTimeoutException nothingYet) {
            return true;
        } catch (IOException closed) {
            return false;
        }
    }

    private static String firstLine(Socket socket) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = socket.getInputStream().read();
                next >= 0 && next != '\n';
                next = socket.getInputStream().read()) {
            line.append((char) next);
        }
        return line.toString();
    }
}
