package dev.latchkey.auth;

import dev.latchkey.http.EdgeFilter;
import dev.latchkey.http.Origins;
import dev.latchkey.http.Routes;
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
 * Prevents other sites from using the refresh cookie of their visitors. A browser adds the cookie by itself, so a request with the cookie
 * must show that it comes from one of our own pages: by {@code Origin}, by Fetch Metadata, and by a header that no form can send and that
 * another site's script can send only after a CORS preflight. Each of these would be enough. All are required, so that a browser's fault in
 * one of them does no harm.
 */
@ApplicationScoped
class CrossSite {

    private static final Set<String> OWN_SITE = Set.of("same-origin", "same-site");

    private final Origins origins;
    private final Routes routes;

    CrossSite(Origins origins, Routes routes) {
        this.origins = origins;
        this.routes = routes;
    }

    void register(@Observes Filters filters) {
        EdgeFilter.CROSS_SITE.register(filters, this::check);
    }

    /** Makes this refusal come before any other. The cookie itself is protected by {@link #cookie}, which is the only access to it. */
    private void check(RoutingContext call) {
        HttpServerRequest request = call.request();
        boolean byCookie = routes.isPathMarked(call, AcceptsRefreshCookie.class)
                && !RefreshCookie.of(request).isEmpty();
        if (byCookie && !isOurs(request)) {
            call.fail(refusal());
        } else {
            call.next();
        }
    }

    /**
     * Returns the refresh token in a request's cookie.
     *
     * @throws ProblemException {@code cross_site}, if there is one and the request does not show that one of our own pages sent it
     */
    Optional<String> cookie(HttpServerRequest request) {
        List<String> cookies = RefreshCookie.of(request);
        if (!cookies.isEmpty()) {
            require(request);
        }
        return cookies.stream().findFirst();
    }

    /**
     * Requires that one of our own pages sent the request, also if it asks for a cookie and has none yet.
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
                // a browser has one at most; a second cookie was planted by another host
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
