package dev.latchkey.http;

import io.quarkus.runtime.LaunchMode;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;

/**
 * Formats cookies. With the prefix {@code __Host-} a browser refuses a cookie without {@code Secure}, for another path or for a whole
 * domain (RFC 6265bis, 4.1.3). Safari rejects {@code Secure} cookies from {@code http://localhost}, so both are omitted in dev mode, and
 * only there.
 */
public final class CookieForm {

    private CookieForm() {}

    /**
     * Returns the full name of a cookie.
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
     * Returns the value of {@code Set-Cookie}.
     *
     * @param name without a prefix
     * @param value what the cookie holds
     * @param maxAge in seconds; 0 deletes the cookie
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
