package dev.latchkey.http;

import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemType;
import dev.latchkey.problem.ProblemWriter;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;

/**
 * Tells browsers which pages may read a response (CORS, Fetch 3.2), and refuses requests from pages of other origins. Public documents
 * ({@link RoutePolicy#anyOrigin}) are for all pages and carry {@code *}. Every other response depends on the caller's origin and carries {@code Vary}, even for a
 * caller without an origin, because a cache could give that response to the next caller. Quarkus' own filter does neither.
 */
@ApplicationScoped
class CrossOrigin {

    private static final String METHODS = "GET,POST,PUT,PATCH,DELETE";
    private static final String REQUEST_HEADERS =
            "authorization,content-type,if-match,x-latchkey-device,x-request-id,x-requested-with";
    private static final String PUBLIC_REQUEST_HEADERS = REQUEST_HEADERS + ",if-none-match";
    private static final String ANSWER_HEADERS =
            "etag,location,ratelimit,ratelimit-policy,retry-after,x-latchkey-device,x-request-id";
    private static final String ONE_HOUR = "3600";

    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final Origins origins;
    private final Routes routes;

    CrossOrigin(Origins origins, Routes routes) {
        this.origins = origins;
        this.routes = routes;
    }

    void register(@Observes Filters filters) {
        EdgeFilter.CORS_HEADERS.register(filters, this::begin);
        EdgeFilter.FOREIGN_ORIGIN.register(filters, this::refuseForeign);
        EdgeFilter.PREFLIGHT.register(filters, this::answerPreflight);
    }

    private void begin(RoutingContext call) {
        HttpServerRequest request = call.request();
        MultiMap headers = call.response().headers();
        if (isForAnyOrigin(call)) {
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

    private void refuseForeign(RoutingContext call) {
        if (origins.isForeign(call.request()) && !isForAnyOrigin(call)) {
            ProblemWriter.write(Problem.of(ProblemType.CROSS_ORIGIN), call);
        } else {
            call.next();
        }
    }

    private boolean isForAnyOrigin(RoutingContext call) {
        return READING.contains(call.request().method()) && routes.policy(call).anyOrigin();
    }

    private void answerPreflight(RoutingContext call) {
        HttpServerRequest request = call.request();
        boolean preflight = HttpMethod.OPTIONS.equals(request.method())
                && request.headers().contains("Origin")
                && request.headers().contains("Access-Control-Request-Method");
        if (!preflight) {
            call.next();
            return;
        }
        boolean open = isForAnyOrigin(call);
        call.response()
                .putHeader("Access-Control-Allow-Methods", open ? "GET,HEAD" : METHODS)
                .putHeader("Access-Control-Allow-Headers", open ? PUBLIC_REQUEST_HEADERS : REQUEST_HEADERS)
                .putHeader("Access-Control-Max-Age", ONE_HOUR)
                .end();
    }
}
