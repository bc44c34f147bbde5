package dev.latchkey.throttle;

import dev.latchkey.platform.CookieForm;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * How a device token travels: in the header {@code X-Latchkey-Device}, or in a cookie that no script can read and no neighbouring
 * host can set.
 */
public final class DeviceCookie {

    /** The header, of requests and answers. */
    public static final String HEADER = "X-Latchkey-Device";

    private static final String NAME = "latchkey-device";

    /** Nobody has more devices than one; somebody may try to have many MACs computed. */
    private static final int MOST_TOKENS = 4;

    private DeviceCookie() {}

    /**
     * The tokens that came with a call.
     *
     * @param request the call
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
     * The header that gives a token in a cookie.
     *
     * @param token the token
     * @return name and value
     */
    public static Map.Entry<String, String> inCookie(DeviceToken token) {
        return Map.entry("Set-Cookie", cookie(token));
    }

    /**
     * The header that gives a token as the former one came.
     *
     * @param token the token
     * @param request the call, with the former one
     * @return name and value
     */
    public static Map.Entry<String, String> asBefore(DeviceToken token, HttpServerRequest request) {
        return request.getHeader(HEADER) == null ? inCookie(token) : inHeader(token);
    }

    /**
     * The header that gives a token to a script.
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
