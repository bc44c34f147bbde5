package dev.latchkey.auth;

import dev.latchkey.session.RefreshToken;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;

/**
 * The cookie that carries a browser's refresh token. {@code __Host-} makes the browser refuse it without {@code Secure}, for
 * another path or for a whole domain (RFC 6265bis, 4.1.3), so that no neighbouring host can put one of its own in its place.
 */
final class RefreshCookie {

    static final String NAME = "__Host-latchkey-refresh";

    private RefreshCookie() {}

    /** The value of {@code Set-Cookie} that gives it. */
    static String of(RefreshToken token) {
        return set(token.value(), token.lifetime().toSeconds());
    }

    /** The value of {@code Set-Cookie} that takes it away. */
    static String none() {
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
