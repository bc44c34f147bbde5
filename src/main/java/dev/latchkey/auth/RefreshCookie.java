package dev.latchkey.auth;

import dev.latchkey.http.CookieForm;
import dev.latchkey.session.RefreshToken;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.List;

/**
 * The cookie that carries a browser's refresh token. Its prefix {@code __Host-} (absent in dev mode) prevents a neighbouring host from
 * setting one in its place.
 *
 * <p>The cookie is read here only, from the raw header. The parsers of Vert.x and JAX-RS differ: one of them finds a cookie after a comma
 * in the value of another cookie, where a neighbouring host can put it.
 */
final class RefreshCookie {

    private static final String NAME = "latchkey-refresh";

    private RefreshCookie() {}

    /** Returns the values of all cookies of exactly this name; a browser sends one or none. */
    static List<String> of(HttpServerRequest request) {
        String name = CookieForm.name(NAME) + "=";
        return request.headers().getAll("Cookie").stream()
                .flatMap(header -> Arrays.stream(header.split(";", -1)))
                .map(String::strip)
                .filter(pair -> pair.startsWith(name))
                .map(pair -> pair.substring(name.length()))
                .toList();
    }

    /** Returns the {@code Set-Cookie} value that sets the cookie. */
    static String set(RefreshToken token) {
        return set(token.value(), token.lifetime().toSeconds());
    }

    /** Returns the {@code Set-Cookie} value that deletes the cookie. */
    static String clear() {
        return set("", 0);
    }

    private static String set(String value, long maxAge) {
        return CookieForm.set(NAME, value, maxAge);
    }
}
