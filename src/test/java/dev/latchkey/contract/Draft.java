package dev.latchkey.contract;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A request that is being made; mutable, so that it can be spoilt part by part. */
final class Draft {

    String method;
    String path;
    String query = "";
    final Map<String, String> headers = new LinkedHashMap<>();
    byte[] body;

    Draft(String method, String path, byte[] body) {
        this.method = method;
        this.path = path;
        this.body = body;
    }

    String target() {
        return query.isEmpty() ? path : path + "?" + query;
    }

    /** Whether the target has the syntax of RFC 3986. */
    boolean hasUri() {
        try {
            return new URI(target()).getRawPath() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    boolean hasBody() {
        return body.length > 0 || headers.containsKey("Content-Type");
    }

    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head().getBytes(StandardCharsets.ISO_8859_1));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }

    private String head() {
        StringBuilder head = new StringBuilder(method + " " + target() + " HTTP/1.1\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        if (hasBody()) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        return head.append("\r\n").toString();
    }

    /** The whole request, so that a finding can be sent again by hand. */
    @Override
    public String toString() {
        String text = head() + new String(body, StandardCharsets.UTF_8);
        String shown = text.replaceAll("eyJ[A-Za-z0-9_.-]{60,}", "<token>").replace("\r\n", " ⏎ ");
        return shown.length() <= 900 ? shown : shown.substring(0, 900) + "… (" + text.length() + " characters)";
    }
}
