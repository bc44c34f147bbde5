package dev.latchkey.auth;

import dev.latchkey.platform.CookieForm;
import dev.latchkey.session.RefreshToken;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.List;

/**
 * The cookie that carries a browser's refresh token, in the form that lets no neighbouring host put one of its own in its place.
 *
 * <p>It is read here and nowhere else, from the header as it is: the parsers of Vert.x and JAX-RS differ, and one of them finds a
 * cookie behind a comma in the value of another, where a neighbouring host can put it.
 */
final class RefreshCookie {

    private static final String NAME = "latchkey-refresh";

    private RefreshCookie() {}

    /** The values of all cookies of exactly this name; a browser sends one or none. */
    static List<String> of(HttpServerRequest request) {
        String name = CookieForm.name(NAME) + "=";
        return request.headers().getAll("Cookie").stream()
                .flatMap(header -> Arrays.stream(header.split(";", -1)))
                .map(String::strip)
                .filter(pair -> pair.startsWith(name))
                .map(pair -> pair.substring(name.length()))
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
        return CookieForm.set(NAME, value, maxAge);
    }
}
