package dev.latchkey.auth;

import dev.latchkey.problem.Origins;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.problem.ProblemType;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps other sites from using the refresh cookie of their visitors. A browser adds the cookie by itself, so a call that has
 * it must show that a page of ours made it: by {@code Origin}, by Fetch Metadata, and by a header that no form can send and
 * no script of another site without asking first. Any of these would do; a browser's fault in one is then not ours.
 */
@ApplicationScoped
class CrossSite {

    /** Behind the headers of every answer (1000), before anything else is refused: whatever is wrong, this comes first. */
    private static final int BEFORE_REFUSALS = 950;

    private static final Set<String> PATHS = Set.of("/auth/login", "/auth/refresh", "/auth/logout");
    private static final Set<String> OWN_SITE = Set.of("same-origin", "same-site");

    private final Origins origins;

    CrossSite(Origins origins) {
        this.origins = origins;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, BEFORE_REFUSALS);
    }

    /** Only so that this refusal comes before any other; what protects the cookie is that {@link #cookie} alone gives it. */
    private void check(RoutingContext call) {
        HttpServerRequest request = call.request();
        boolean byCookie = PATHS.contains(call.normalizedPath())
                && !RefreshCookie.of(request).isEmpty();
        if (byCookie && !isOurs(request)) {
            call.fail(refusal());
        } else {
            call.next();
        }
    }

    /**
     * The refresh token in a call's cookie.
     *
     * @throws ProblemException {@code cross_site}, if there is one and a page of ours cannot be shown to have sent it
     */
    Optional<String> cookie(HttpServerRequest request) {
        List<String> cookies = RefreshCookie.of(request);
        if (!cookies.isEmpty()) {
            require(request);
        }
        return cookies.stream().findFirst();
    }

    /**
     * As for a call that has the cookie: also whoever asks for one must be a page of ours.
     *
     * @throws ProblemException {@code cross_site}
     */
    void require(HttpServerRequest request) {
        if (!isOurs(request)) {
            throw refusal();
        }
    }

    private boolean isOurs(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        return request.getHeader("Origin") != null
                && !origins.isForeign(request)
                && (site == null || OWN_SITE.contains(site))
                && (request.getHeader("X-Requested-With") != null || isJson(request.getHeader("Content-Type")))
                // a browser has one at most: whoever sends two has been given one by somebody else
                && RefreshCookie.of(request).size() < 2;
    }

    private static boolean isJson(@Nullable String contentType) {
        return contentType != null
                && contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals("application/json");
    }

    private static ProblemException refusal() {
        return ProblemException.of(ProblemType.CROSS_SITE);
    }
}
