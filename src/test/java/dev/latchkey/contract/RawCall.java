package dev.latchkey.contract;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** One call of HTTP/1.1 on a connection of its own, byte for byte as it is asked for: HTTP clients refuse to send rubbish. */
final class RawCall {

    private static final int PATIENCE_MILLIS = 30_000;

    private RawCall() {}

    static ApiContract.Answer send(URI base, boolean head, byte[] request) throws IOException {
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            out.write(request);
            out.flush();
            return read(new BufferedInputStream(socket.getInputStream()), head);
        }
    }

    private static ApiContract.Answer read(InputStream in, boolean head) throws IOException {
        int status = 100;
        Map<String, List<String>> headers = new TreeMap<>();
        while (status < 200) {
            String line = line(in);
            if (!line.startsWith("HTTP/1.")) {
                throw new IOException("no status line: " + line);
            }
            status = Integer.parseInt(line.substring(9, 12));
            headers.clear();
            for (String header = line(in); !header.isEmpty(); header = line(in)) {
                String[] parts = header.split(":", 2);
                headers.computeIfAbsent(parts[0].toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                        .add(parts[1].strip());
            }
        }
        boolean empty = head || status == 204 || status == 304;
        return new ApiContract.Answer(status, headers, empty ? "" : body(in, headers));
    }

    private static String body(InputStream in, Map<String, List<String>> headers) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        if (headers.containsKey("transfer-encoding")) {
            for (int length = chunk(in); length > 0; length = chunk(in)) {
                body.write(in.readNBytes(length));
                line(in);
            }
        } else {
            String length = headers.getOrDefault("content-length", List.of("0")).get(0);
            body.write(in.readNBytes(Integer.parseInt(length)));
        }
        return body.toString(StandardCharsets.UTF_8);
    }

    private static int chunk(InputStream in) throws IOException {
        return Integer.parseInt(line(in).split(";", 2)[0].strip(), 16);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the connection was closed after: " + line);
            }
            line.append((char) next);
        }
        return line.toString().stripTrailing();
    }
}
