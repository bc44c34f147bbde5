package dev.latchkey.admin;

import static dev.latchkey.Api.newName;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.Database;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Imports that are hostile or very long: the good lines are stored, and nothing else breaks. */
@QuarkusTest
class HostileImportTest {

    private static final int MIB = 1024 * 1024;

    @TestHTTPResource
    URI service;

    @Inject
    Database database;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private String admin;

    @BeforeEach
    void signIn() {
        admin = Admins.signedIn(database);
    }

    @Test
    void aLineOfAHundredMebibytesIsRefusedByItsNumberAndTheNextIsRead() throws Exception {
        String name = newName();

        String result = send(stream(
                        text("{\"username\":\"" + name + "\"}\n"),
                        new Endless('x', 100L * MIB),
                        text("\n{\"username\":\"" + name + "-2\"}")))
                .body();

        assertThat(result).contains("\"imported\":2", "\"refused\":1", "\"line\":2", "\"code\":\"content_too_large\"");
    }

    @Test
    void aLineWithoutAnEndIsOneFault() throws Exception {
        assertThat(send(stream(new Endless('{', 100L * MIB))).body())
                .contains("\"lines\":1", "\"refused\":1", "\"line\":1");
    }

    @Test
    void aBodyWhoseLengthIsAnnouncedMayBeAsLong() throws Exception {
        byte[] blank = new byte[20 * MIB];
        Arrays.fill(blank, (byte) '\n');

        assertThat(send(BodyPublishers.ofByteArray(blank)).body()).contains("\"lines\":0");
    }

    @Test
    void whatIsNotUtf8IsRefusedByItsNumber() throws Exception {
        byte[] latin = "{\"username\":\"müller\"}\n{\"username\":\"x".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(send(BodyPublishers.ofByteArray(latin)).body()).contains("\"refused\":2", "\"malformed_json\"");
    }

    /** With and without a byte order mark, in both byte orders: one message for the file instead of a fault for each line. */
    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "x-UTF-16LE-BOM", "UTF-32BE"})
    void aFileInUtf16GetsOneSentence(String charset) throws Exception {
        String name = newName();
        String lines = "{\"username\":\"" + name + "\"}\r\n{\"username\":\"" + name + "-2\"}\r\n";

        HttpResponse<String> answer = send(BodyPublishers.ofByteArray(lines.getBytes(Charset.forName(charset))));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("The file is in UTF-16, and nothing was imported.");
        assertThat(database.text("select count(*) from users where username like ?", name + "%"))
                .isEqualTo("0");
    }

    @Test
    void zerosAndDeepNestingAreFaultsLikeOthers() throws Exception {
        String lines = "\0\0\0\n" + "[".repeat(60_000) + "\n{\"profile\":" + "{\"a\":".repeat(10_000) + "\n";

        assertThat(send(BodyPublishers.ofString(lines)).body()).contains("\"refused\":3");
    }

    @Test
    void whatCameBeforeTheConnectionBrokeStays() throws Exception {
        String name = newName();
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 1200; i++) {
            lines.append("{\"username\":\"").append(name).append('-').append(i).append("\"}\n");
        }

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> send(stream(text(lines.toString()), new Broken())));

        assertThat(sendWhenFree(BodyPublishers.ofString(lines.toString())).body())
                .contains("\"refused\":0", "\"lines\":1200");
        assertThat(database.text("select count(*) from users where username like ?", name + "-%"))
                .isEqualTo("1200");
    }

    @Test
    void whoMayNotImportIsAnsweredBeforeTheirLinesAreRead() throws Exception {
        admin = "nobody";

        assertThat(send(BodyPublishers.ofString("{}\n")).statusCode()).isEqualTo(401);
    }

    @Test
    void otherRoutesTakeNoMoreForIt() throws Exception {
        HttpRequest login = HttpRequest.newBuilder(service.resolve("/auth/login"))
                .header("Content-Type", "application/x-ndjson")
                .POST(stream(new Endless('x', MIB / 10)))
                .build();

        assertThat(client.send(login, BodyHandlers.ofString()).statusCode()).isEqualTo(413);
    }

    /**
     * Repeats while the import's place is taken: after a broken connection the service may still store the last lines, and then frees the
     * place.
     */
    private HttpResponse<String> sendWhenFree(BodyPublisher body) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(body);
        for (int i = 0; i < 30 && answer.statusCode() == 503; i++) {
            Thread.sleep(100);
            answer = send(body);
        }
        return answer;
    }

    private HttpResponse<String> send(BodyPublisher body) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(service.resolve("/admin/users/import"))
                        .header("Authorization", "Bearer " + admin)
                        .header("Content-Type", "application/x-ndjson")
                        .POST(body)
                        .build(),
                BodyHandlers.ofString());
    }

    /** Waits because only one import runs at a time, and other tests would be refused. */
    @AfterEach
    void waitForTheLastToEnd() throws IOException, InterruptedException {
        assertThat(sendWhenFree(BodyPublishers.ofString("")).statusCode()).isNotEqualTo(503);
    }

    private static BodyPublisher stream(InputStream... parts) {
        return BodyPublishers.ofInputStream(() -> new SequenceInputStream(Collections.enumeration(List.of(parts))));
    }

    private static InputStream text(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Repeats one character very often. */
    private static final class Endless extends InputStream {

        private final char each;
        private long left;

        Endless(char each, long length) {
            this.each = each;
            this.left = length;
        }

        @Override
        public int read() {
            return left-- > 0 ? each : -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            int count = (int) Math.min(left, length);
            Arrays.fill(buffer, offset, offset + count, (byte) each);
            left -= count;
            return count == 0 ? -1 : count;
        }
    }

    /** Fails at the first read. */
    private static final class Broken extends InputStream {

        @Override
        public int read() throws IOException {
            throw new IOException("broken on purpose");
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return read();
        }
    }
}
