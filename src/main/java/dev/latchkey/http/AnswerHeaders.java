package dev.latchkey.http;

import dev.latchkey.crypto.Randomness;
import dev.latchkey.problem.ErrorForm;
import dev.latchkey.problem.ProblemWriter;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * Sets the request id and the security headers on every response, including error responses, and chooses the form of its errors, as the route's
 * {@link RoutePolicy} says.
 *
 * <p>Keeps a caller's {@code X-Request-Id} of up to 64 plain characters, so that a request can be traced through several services. Replaces
 * any other value, so that callers cannot inject text into the log.
 */
@ApplicationScoped
class AnswerHeaders {

    private static final Pattern PLAIN_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private static final String NO_FRAMES = "frame-ancestors 'none'";
    private static final String NO_STORE = "no-store";

    private final Randomness randomness;
    private final Routes routes;

    AnswerHeaders(Randomness randomness, Routes routes) {
        this.randomness = randomness;
        this.routes = routes;
    }

    void register(@Observes Filters filters) {
        EdgeFilter.RESPONSE_HEADERS.register(filters, this::begin);
    }

    private void begin(RoutingContext call) {
        String id = requestId(call.request().getHeader(ProblemWriter.REQUEST_ID));
        MDC.put("requestId", id);
        RoutePolicy policy = routes.policy(call);
        ErrorForm.choose(call, routes.errorForm(policy));
        MultiMap headers = call.response().headers();
        headers.set(ProblemWriter.REQUEST_ID, id);
        headers.set("X-Content-Type-Options", "nosniff");
        if (policy.contentSecurityPolicy().contains(NO_FRAMES)) {
            // for browsers that do not know frame-ancestors
            headers.set("X-Frame-Options", "DENY");
        }
        headers.set("Content-Security-Policy", policy.contentSecurityPolicy());
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Strict-Transport-Security", "max-age=31536000");
        call.addHeadersEndHandler(end -> {
            if (!headers.contains("Cache-Control")) {
                headers.set("Cache-Control", isError(call) ? NO_STORE : policy.cacheControl());
            }
        });
        call.next();
    }

    /** A cache must not keep an error for as long as the document. */
    private static boolean isError(RoutingContext call) {
        return call.response().getStatusCode() >= 400;
    }

    private String requestId(@Nullable String given) {
        return given != null && PLAIN_ID.matcher(given).matches()
                ? given
                : randomness.uuid().toString();
    }
}
