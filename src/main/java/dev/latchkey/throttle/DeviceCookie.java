package dev.latchkey.throttle;

import dev.latchkey.http.CookieForm;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Transports a device token: in the header {@code X-Latchkey-Device}, or in a cookie that scripts cannot read and other hosts of the domain
 * cannot set.
 */
public final class DeviceCookie {

    /** The header in requests and responses. */
    public static final String HEADER = "X-Latchkey-Device";

    private static final String NAME = "latchkey-device";

    /** A device has one token; more would let a caller make the service compute many MACs. */
    private static final int MOST_TOKENS = 4;

    private DeviceCookie() {}

    /**
     * Returns the device tokens of a request.
     *
     * @param request the request
     * @return any texts, at most four; that of the header first
     */
    public static List<String> of(HttpServerRequest request) {
        String name = CookieForm.name(NAME) + "=";
        List<String> tokens = new ArrayList<>(request.headers().getAll(HEADER));
        request.headers().getAll("Cookie").stream()
                .flatMap(header -> Arrays.stream(header.split(";", -1)))
                .map(String::strip)
                .filter(pair -> pair.startsWith(name))
                .map(pair -> pair.substring(name.length()))
                .forEach(tokens::add);
        return tokens.stream().limit(MOST_TOKENS).toList();
    }

    /**
     * Returns the header that sets a token as a cookie.
     *
     * @param token the token
     * @return name and value
     */
    public static Map.Entry<String, String> inCookie(DeviceToken token) {
        return Map.entry("Set-Cookie", cookie(token));
    }

    /**
     * Returns the header that sends a token in the same form as the request's.
     *
     * @param token the token
     * @param request the request with the former token
     * @return name and value
     */
    public static Map.Entry<String, String> asBefore(DeviceToken token, HttpServerRequest request) {
        return request.getHeader(HEADER) == null ? inCookie(token) : inHeader(token);
    }

    /**
     * Returns the header that sends a token to a script.
     *
     * @param token the token
     * @return name and value
     */
    public static Map.Entry<String, String> inHeader(DeviceToken token) {
        return Map.entry(HEADER, token.value());
    }

    private static String cookie(DeviceToken token) {
        return CookieForm.set(NAME, token.value(), token.lifetime().toSeconds());
    }
}
