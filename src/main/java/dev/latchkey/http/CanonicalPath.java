package dev.latchkey.http;

import dev.latchkey.problem.ProblemException;
import dev.latchkey.problem.ProblemType;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jspecify.annotations.Nullable;

/**
 * Refuses every path that is not in canonical form, before any other filter reads it. A filter, the router and a proxy in front may each
 * interpret {@code /a/%2e%2e/b}, {@code /a;x/b} or {@code //a/} differently, so that one serves what another protects (CVE-2026-87743 and
 * CVE-2026-50559 were of this kind). No route needs an encoded character, a matrix parameter or a trailing slash, so the response is 404.
 */
@ApplicationScoped
public class CanonicalPath {

    /** Prefix of Quarkus' own pages in dev mode, which are exempt. */
    private static final String DEV_PAGES = "/q/";

    CanonicalPath() {}

    void register(@Observes Filters filters) {
        EdgeFilter.CANONICAL_PATH.register(filters, CanonicalPath::check);
    }

    private static void check(RoutingContext call) {
        String path = call.request().path();
        if (isCanonical(path) || isOfDevMode(path)) {
            call.next();
        } else {
            call.fail(ProblemException.of(ProblemType.NOT_FOUND));
        }
    }

    private static boolean isOfDevMode(@Nullable String path) {
        return LaunchMode.current() == LaunchMode.DEVELOPMENT && path != null && path.startsWith(DEV_PAGES);
    }

    /**
     * Returns whether a path is {@code /}, or consists of non-empty segments of unreserved characters (RFC 3986, 2.3), none of them {@code
     * .} or {@code ..}.
     *
     * @param path any text
     * @return whether it is canonical
     */
    public static boolean isCanonical(@Nullable String path) {
        if (path == null || path.isEmpty() || path.charAt(0) != '/') {
            return false;
        }
        int segment = 1;
        for (int i = 1; i <= path.length(); i++) {
            if (i == path.length() || path.charAt(i) == '/') {
                if (!isSegment(path, segment, i)) {
                    return path.length() == 1;
                }
                segment = i + 1;
            } else if (!isUnreserved(path.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSegment(String path, int from, int to) {
        boolean dots = (to - from == 1 && path.charAt(from) == '.')
                || (to - from == 2 && path.charAt(from) == '.' && path.charAt(from + 1) == '.');
        return to > from && !dots;
    }

    private static boolean isUnreserved(char each) {
        return (each >= 'a' && each <= 'z')
                || (each >= 'A' && each <= 'Z')
                || (each >= '0' && each <= '9')
                || each == '-'
                || each == '.'
                || each == '_'
                || each == '~';
    }
}
