package dev.latchkey.problem;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The only place that writes problems: as a response for JAX-RS, or directly to the HTTP layer below it. The form is the route's ({@link
 * ErrorForm}). Stateless.
 */
public final class ProblemWriter {

    /** The header with the id of a request, which is also in the log. */
    public static final String REQUEST_ID = "X-Request-Id";

    /** The time after which an unavailable database may be back: connections are checked in the background every 2 s. */
    private static final Duration DEFAULT_RETRY_AFTER = Duration.ofSeconds(2);

    private ProblemWriter() {}

    static Response response(Problem problem, RoutingContext call) {
        ErrorForm form = ErrorForm.of(call);
        Response.ResponseBuilder answer = Response.status(problem.type().status())
                .type(form.mediaType())
                .entity(form.body(problem, requestId(call)));
        headers(problem).forEach(answer::header);
        return answer.build();
    }

    /**
     * Ends the response to a request with a problem.
     *
     * @param problem what to tell the caller
     * @param call the request, whose response has no head yet
     */
    public static void write(Problem problem, RoutingContext call) {
        ErrorForm form = ErrorForm.of(call);
        HttpServerResponse http = call.response();
        http.setStatusCode(problem.type().status()).putHeader(HttpHeaders.CONTENT_TYPE, form.mediaType());
        headers(problem).forEach(http::putHeader);
        http.end(Buffer.buffer(form.body(problem, requestId(call))));
    }

    /** Returns the request id that the edge has set; null if the request was refused before that. */
    private static @Nullable String requestId(RoutingContext call) {
        return call.response().headers().get(REQUEST_ID);
    }

    static Map<String, String> headers(Problem problem) {
        Map<String, String> headers = new TreeMap<>();
        switch (problem.type()) {
            case INVALID_CREDENTIALS, INVALID_REFRESH_TOKEN, AUTHENTICATION_REQUIRED ->
                headers.put("WWW-Authenticate", "Bearer");
            // RFC 6750, 3.1
            case INVALID_TOKEN -> headers.put("WWW-Authenticate", "Bearer error=\"invalid_token\"");
            default -> {}
        }
        retryAfter(problem).ifPresent(wait -> headers.put("Retry-After", Long.toString(wait.toSeconds())));
        return headers;
    }

    /**
     * Returns what {@code Retry-After} tells the caller. Every 429 and 503 has it, even if the code that refused gave none.
     *
     * @param problem what the caller is told
     * @return whole seconds, at least one; empty if the problem does not pass by waiting
     */
    public static Optional<Duration> retryAfter(Problem problem) {
        int status = problem.type().status();
        boolean passes = status == 429 || status == 503;
        return Optional.ofNullable(problem.retryAfter())
                .or(() -> passes ? Optional.of(DEFAULT_RETRY_AFTER) : Optional.empty())
                .map(wait -> Duration.ofSeconds(Math.max(1, wait.plusMillis(999).toSeconds())));
    }
}
