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
 * Gives every answer its request id and the headers that keep it from being misused, whoever writes the answer.
 *
 * <p>A caller's {@code X-Request-Id} is kept when it is plain, so that a trace runs through several services; anything
 * else is replaced, so that no caller writes into the log.
 */
@ApplicationScoped
class AnswerHeaders {

    static final String REQUEST_ID = "X-Request-Id";

    private static final Pattern PLAIN_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /** Before all other filters, so that their refusals carry the headers too. */
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
