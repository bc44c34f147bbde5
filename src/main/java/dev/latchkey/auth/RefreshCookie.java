package dev.latchkey.auth;

import dev.latchkey.session.RefreshToken;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.List;

/**
 * The cookie that carries a browser's refresh token. {@code __Host-} makes the browser refuse it without {@code Secure}, for
 * another path or for a whole domain (RFC 6265bis, 4.1.3), so that no neighbouring host can put one of its own in its place.
 *
 * <p>It is read here and nowhere else, from the header as it is: the parsers of Vert.x and JAX-RS differ, and one of them finds a
 * cookie behind a comma in the value of another, where a neighbouring host can put it.
 */
final class RefreshCookie {

    private static final String NAME = "__Host-latchkey-refresh";

    private RefreshCookie() {}

    /** The values of all cookies of exactly this name; a browser sends one or none. */
    static List<String> of(HttpServerRequest request) {
        return request.headers().getAll("Cookie").stream()
                .flatMap(header -> Arrays.stream(header.split(";", -1)))
                .map(String::strip)
                .filter(pair -> pair.startsWith(NAME + "="))
                .map(pair -> pair.substring(NAME.length() + 1))
                .toList();
    }

    /** The value of {@code Set-Cookie} that gives it. */
    static String set(RefreshToken token) {
        return set(token.value(), token.lifetime().toSeconds());
    }

    /** The value of {@code Set-Cookie} that takes it away. */
    static String clear() {
        return set("", 0);
    }

    private static String set(String value, long maxAge) {
        return Cookie.cookie(NAME, value)
                .setPath("/")
                .setSecure(true)
                .setHttpOnly(true)
                .setSameSite(CookieSameSite.STRICT)
                .setMaxAge(maxAge)
                .encode();
    }
}
