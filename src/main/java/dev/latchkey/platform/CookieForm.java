package dev.latchkey.platform;

import io.quarkus.runtime.LaunchMode;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;

/**
 * How cookies are set. {@code __Host-} makes a browser refuse a cookie without {@code Secure}, for another path or for a whole domain (RFC
 * 6265bis, 4.1.3). Safari takes no {@code Secure} cookie from {@code http://localhost}, so in dev mode, and only there, both are left out.
 */
public final class CookieForm {

    private CookieForm() {}

    /**
     * The name that a cookie has here.
     *
     * @param name without a prefix
     * @return the name to set and to look for
     */
    public static String name(String name) {
        return name(name, LaunchMode.current());
    }

    static String name(String name, LaunchMode mode) {
        return isSecure(mode) ? "__Host-" + name : name;
    }

    /**
     * The value of {@code Set-Cookie}.
     *
     * @param name without a prefix
     * @param value what the cookie holds
     * @param maxAge in seconds; 0 takes it away
     * @return the header's value
     */
    public static String set(String name, String value, long maxAge) {
        return set(name, value, maxAge, LaunchMode.current());
    }

    static String set(String name, String value, long maxAge, LaunchMode mode) {
        return Cookie.cookie(name(name, mode), value)
                .setPath("/")
                .setSecure(isSecure(mode))
                .setHttpOnly(true)
                .setSameSite(CookieSameSite.STRICT)
                .setMaxAge(maxAge)
                .encode();
    }

    private static boolean isSecure(LaunchMode mode) {
        return mode != LaunchMode.DEVELOPMENT;
    }
}
