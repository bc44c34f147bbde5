package dev.latchkey.auth;

import dev.latchkey.problem.Origins;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.problem.ProblemType;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;
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

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> OWN_SITE = Set.of("same-origin", "same-site");

    private final Origins origins;

    CrossSite(Origins origins) {
        this.origins = origins;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, BEFORE_REFUSALS);
    }

    private void check(RoutingContext call) {
        HttpServerRequest request = call.request();
        boolean byCookie = request.getCookie(RefreshCookie.NAME) != null
                && !SAFE.contains(request.method().name());
        if (byCookie && !isOurs(request)) {
            call.fail(refusal());
        } else {
            call.next();
        }
    }

    /** As for a call that has the cookie: also whoever asks for one must be a page of ours. */
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
                && (request.getHeader("X-Requested-With") != null || isJson(request.getHeader("Content-Type")));
    }

    private static boolean isJson(@Nullable String contentType) {
        return contentType != null
                && contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals("application/json");
    }

    private static ProblemException refusal() {
        return ProblemException.of(ProblemType.CROSS_SITE);
    }
}
