package dev.latchkey.problem;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Tells browsers which pages may read a response (CORS, Fetch 3.2). Runs before every refusal, so that a page can read refusals too. Public
 * documents are for all pages and carry {@code *}. Every other response depends on the caller's origin and carries {@code Vary}, even for a
 * caller without an origin, because a cache could give that response to the next caller. Quarkus' own filter does neither.
 */
@ApplicationScoped
class CrossOrigin {

    /** Runs after the headers of every response are set (1000) and before every refusal (990 and less). */
    private static final int HEADERS = 995;

    /** Runs after the refusal of other origins (900) and before the filters that refuse what no page requests. */
    private static final int PREFLIGHT = 899;

    private static final String METHODS = "GET,POST,PUT,PATCH,DELETE";
    private static final String REQUEST_HEADERS =
            "authorization,content-type,if-match,x-latchkey-device,x-request-id,x-requested-with";
    private static final String PUBLIC_REQUEST_HEADERS = REQUEST_HEADERS + ",if-none-match";
    private static final String ANSWER_HEADERS =
            "etag,location,ratelimit,ratelimit-policy,retry-after,x-latchkey-device,x-request-id";
    private static final String ONE_HOUR = "3600";

    private final Origins origins;

    CrossOrigin(Origins origins) {
        this.origins = origins;
    }

    void register(@Observes Filters filters) {
        filters.register(this::begin, HEADERS);
        filters.register(CrossOrigin::answerPreflight, PREFLIGHT);
    }

    private void begin(RoutingContext call) {
        HttpServerRequest request = call.request();
        MultiMap headers = call.response().headers();
        if (PublicDocuments.isAskedFor(request)) {
            headers.set("Access-Control-Allow-Origin", "*");
            headers.set("Access-Control-Expose-Headers", "etag,x-request-id");
        } else {
            headers.set("Vary", "Origin");
            String origin = request.getHeader("Origin");
            if (origin != null && !origins.isForeign(request)) {
                headers.set("Access-Control-Allow-Origin", origin);
                headers.set("Access-Control-Allow-Credentials", "true");
                headers.set("Access-Control-Expose-Headers", ANSWER_HEADERS);
            }
        }
        call.next();
    }

    private static void answerPreflight(RoutingContext call) {
        HttpServerRequest request = call.request();
        boolean preflight = HttpMethod.OPTIONS.equals(request.method())
                && request.headers().contains("Origin")
                && request.headers().contains("Access-Control-Request-Method");
        if (!preflight) {
            call.next();
            return;
        }
        boolean open = PublicDocuments.isAskedFor(request);
        call.response()
                .putHeader("Access-Control-Allow-Methods", open ? "GET,HEAD" : METHODS)
                .putHeader("Access-Control-Allow-Headers", open ? PUBLIC_REQUEST_HEADERS : REQUEST_HEADERS)
                .putHeader("Access-Control-Max-Age", ONE_HOUR)
                .end();
    }
}
