import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A plain keep-alive connection of HTTP/1.1 that uses little CPU time, so that the service is measured and not the client. */
final class Connection implements AutoCloseable {

    private final Socket socket;
    private final InputStream input;
    private final String host;

    Connection(String url) throws IOException {
        this(URI.create(url), null);
    }

    private Connection(URI uri, InetAddress from) throws IOException {
        // a bound socket gets a port that no other connection has, of which there are fewer
        this.socket = from == null
                ? new Socket(uri.getHost(), uri.getPort())
                : new Socket(uri.getHost(), uri.getPort(), from, 0);
        this.socket.setTcpNoDelay(true);
        this.input = new BufferedInputStream(socket.getInputStream());
        this.host = uri.getAuthority();
    }

    /** Connects from an address of this machine that other connections do not have; Linux has a whole block of them. */
    static Connection fromElsewhere(String url) throws IOException {
        return new Connection(URI.create(url), InetAddress.getByName("127.0.0.2"));
    }

    /** The service is overloaded or limits this client; the connection can be used for the next request. */
    static final class Busy extends IllegalStateException {

        private static final long serialVersionUID = 1;

        Busy(String body) {
            super(body);
        }
    }

    /** Sends JSON by POST and returns the answer's body; any status but 200 is a failure. */
    String post(String path, String json) throws IOException {
        return send(new String(postRequest(host, path, json), StandardCharsets.US_ASCII));
    }

    /** Sends a GET, with a token unless it is empty, and returns the answer's body; any status but 200 is a failure. */
    String get(String path, String token) throws IOException {
        String bearer = token.isEmpty() ? "" : "\r\nAuthorization: Bearer " + token;
        return send("GET " + path + " HTTP/1.1\r\nHost: " + host + bearer + "\r\n\r\n");
    }

    /** Returns the bytes of a POST request with further headers, for example {@code X-Forwarded-For: 192.0.2.1}. */
    static byte[] postRequest(String host, String path, String json, String... headers) {
        String further = headers.length == 0 ? "" : "\r\n" + String.join("\r\n", headers);
        String request = "POST " + path + " HTTP/1.1\r\nHost: " + host + further
                + "\r\nContent-Type: application/json\r\nContent-Length: " + json.length() + "\r\n\r\n" + json;
        return request.getBytes(StandardCharsets.US_ASCII);
    }

    private String send(String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        String status = line();
        int length = 0;
        for (String header = line(); !header.isEmpty(); header = line()) {
            if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Integer.parseInt(header.substring(15).strip());
            }
        }
        String body = new String(input.readNBytes(length), StandardCharsets.UTF_8);
        if (status.startsWith("HTTP/1.1 503") || status.startsWith("HTTP/1.1 429")) {
            throw new Busy(body);
        }
        if (!status.startsWith("HTTP/1.1 200")) {
            throw new IllegalStateException(status + " " + body);
        }
        return body;
    }

    /** Returns a text member, without escapes, of a JSON object. */
    static String member(String json, String name) {
        int begin = json.indexOf("\"" + name + "\":\"") + name.length() + 4;
        return json.substring(begin, json.indexOf('"', begin));
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = input.read(); next != '\n'; next = input.read()) {
            if (next < 0) {
                throw new IOException("the service hung up");
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
