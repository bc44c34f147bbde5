package dev.latchkey.admin;

import java.util.LinkedHashMap;
import java.util.Map;

/** All ways in which a line of an import can be bad, with the code and the member in the refusal. */
final class BadLines {

    private static final String BCRYPT_FORM = "N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy";

    private BadLines() {}

    /**
     * Returns all of them.
     *
     * @param taken a user name that is taken
     * @param prefix of user names that are free
     * @param proved the local part of an address that a user has proved
     */
    static Map<String, String> all(String taken, String prefix, String proved) {
        Map<String, String> lines = new LinkedHashMap<>();
        String name = "{\"username\":\"" + prefix + "-bad\",";
        lines.put("not JSON", "malformed_json ");
        lines.put("{\"username\":\"" + prefix, "invalid_request username");
        lines.put(name + "\"username\":\"twice\"}", "malformed_json ");
        lines.put(name + "\"email\":null} {}", "malformed_json ");
        lines.put("[]", "invalid_request ");
        lines.put("null", "invalid_request ");
        lines.put("\"a text\"", "invalid_request ");
        lines.put("{}", "invalid_request username");
        lines.put("{\"username\":\"a b\"}", "invalid_request username");
        lines.put("{\"username\":\"nul\\u0000\"}", "invalid_request username");
        lines.put("{\"username\":\"key🔑\"}", "invalid_request username");
        lines.put("{\"username\":\"half\\ud800\"}", "invalid_request username");
        lines.put("{\"username\":12345}", "invalid_request username");
        lines.put("{\"username\":\"" + taken + "\"}", "username_taken username");
        lines.put("{\"username\":\"" + proved + "@example.org\"}", "username_taken username");
        lines.put(name + "\"email\":\"nowhere\"}", "invalid_request email");
        lines.put(name + "\"email\":\"" + proved + "@EXAMPLE.org\",\"emailVerified\":true}", "invalid_request email");
        lines.put(name + "\"emailVerified\":true}", "invalid_request emailVerified");
        lines.put(name + "\"profile\":[]}", "invalid_request profile");
        lines.put(name + "\"profile\":{\"a\":\"" + "x".repeat(4096) + "\"}}", "invalid_request profile");
        lines.put(name + "\"profile\":{\"a\":\"\\u0000\"}}", "invalid_request profile");
        lines.put(name + "\"status\":\"gone\"}", "invalid_request status");
        lines.put(name + "\"roles\":[\"nobodys\"]}", "invalid_request roles");
        lines.put(name + "\"roles\":[\"\\u0000\"]}", "invalid_request roles");
        lines.put(name + "\"createdAt\":\"2999-01-01T00:00:00Z\"}", "invalid_request createdAt");
        lines.put(name + "\"createdAt\":\"yesterday\"}", "invalid_request createdAt");
        lines.put(name + "\"password\":\"a raven on a writing desk\"}", "invalid_request password");
        lines.put(name + "\"passwordHash\":\"$1$salt$hash\"}", "invalid_request passwordHash");
        lines.put(name + "\"passwordHash\":\"$2x$10$" + BCRYPT_FORM + "\"}", "invalid_request passwordHash");
        lines.put(name + "\"passwordHash\":\"$2b$15$" + BCRYPT_FORM + "\"}", "invalid_request passwordHash");
        lines.put(
                name + "\"passwordHash\":\"$argon2id$v=19$m=4194304,t=1,p=1$c2FsdHNhbHQ$aGFzaGhhc2hoYXNoaGFzaA\"}",
                "invalid_request passwordHash");
        lines.put(name + "\"passwordHash\":\"$2b$10$\",\"hash\":{\"salt\":\"x\"}}", "invalid_request hash");
        lines.put(name + "\"hash\":{\"secretData\":\"{}\"}}", "invalid_request hash.credentialData");
        lines.put(name + "\"hash\":{\"unknown\":1}}", "invalid_request hash.unknown");
        lines.put("{\"username\":\"" + "x".repeat(70_000) + "\"}", "content_too_large ");
        return lines;
    }
}
