package dev.latchkey.platform;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * Sets the request id and the security headers on every response, including error responses.
 *
 * <p>Keeps a caller's {@code X-Request-Id} of up to 64 plain characters, so that a request can be traced through several services. Replaces
 * any other value, so that callers cannot inject text into the log.
 */
@ApplicationScoped
class AnswerHeaders {

    static final String REQUEST_ID = "X-Request-Id";

    private static final Pattern PLAIN_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /** Runs before every filter that may respond, so that refusals carry the headers too. */
    private static final int FIRST = 1000;

    private final Randomness randomness;

    AnswerHeaders(Randomness randomness) {
        this.randomness = randomness;
    }

    void register(@Observes Filters filters) {
        filters.register(this::begin, FIRST);
    }

    private void begin(RoutingContext call) {
        String id = requestId(call.request().getHeader(REQUEST_ID));
        MDC.put("requestId", id);
        MultiMap headers = call.response().headers();
        headers.set(REQUEST_ID, id);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        headers.set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Strict-Transport-Security", "max-age=31536000");
        call.addHeadersEndHandler(end -> {
            if (!headers.contains("Cache-Control")) {
                headers.set("Cache-Control", "no-store");
            }
        });
        call.next();
    }

    private String requestId(@Nullable String given) {
        return given != null && PLAIN_ID.matcher(given).matches()
                ? given
                : randomness.uuid().toString();
    }
}
