package dev.latchkey.timing;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A keep-alive connection with minimal overhead, so that the service is measured and not its client. */
final class Wire implements AutoCloseable {

    private static final Pattern LENGTH = Pattern.compile("\r\ncontent-length: *(\\d+)\r\n", Pattern.CASE_INSENSITIVE);

    private final Socket socket;
    private final InputStream input;
    private final byte[] buffer = new byte[64 * 1024];

    Wire(int port) throws IOException {
        this.socket = new Socket("localhost", port);
        this.socket.setTcpNoDelay(true);
        this.socket.setSoTimeout(30_000);
        this.input = socket.getInputStream();
    }

    /**
     * An answer.
     *
     * @param text status line, headers and body
     * @param micros from the first byte sent to the last byte received
     */
    record Answer(String text, double micros) {}

    /** Builds a request with an id of its own, so that the answers to two requests can be identical. */
    static byte[] post(String path, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        return ("POST " + path
                        + " HTTP/1.1\r\nHost: localhost\r\nX-Request-Id: gate\r\nContent-Type: application/json\r\n"
                        + "Content-Length: " + body.length + "\r\n\r\n" + json)
                .getBytes(StandardCharsets.UTF_8);
    }

    Answer send(byte[] request) throws IOException {
        long before = System.nanoTime();
        socket.getOutputStream().write(request);
        int read = 0;
        int expected = Integer.MAX_VALUE;
        while (read < expected) {
            int more = input.read(buffer, read, buffer.length - read);
            if (more < 0) {
                throw new IOException("the service hung up");
            }
            read += more;
            expected = expected == Integer.MAX_VALUE ? length(read) : expected;
        }
        long after = System.nanoTime();
        return new Answer(new String(buffer, 0, read, StandardCharsets.UTF_8), (after - before) / 1e3);
    }

    /** Returns the length of the whole answer, as soon as its headers have arrived. */
    private int length(int read) {
        String head = new String(buffer, 0, read, StandardCharsets.ISO_8859_1);
        int end = head.indexOf("\r\n\r\n");
        if (end < 0) {
            return Integer.MAX_VALUE;
        }
        Matcher length = LENGTH.matcher(head);
        return end + 4 + (length.find() ? Integer.parseInt(length.group(1)) : 0);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
