package dev.latchkey.problem;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The only place that writes problems: as a response for JAX-RS, or directly to the HTTP layer below it. */
final class ProblemWriter {

    static final String MEDIA_TYPE = "application/problem+json";

    /** The time after which an unavailable database may be back: connections are checked in the background every 2 s. */
    private static final Duration DEFAULT_RETRY_AFTER = Duration.ofSeconds(2);

    private ProblemWriter() {}

    static Response response(Problem problem, HttpServerResponse http) {
        Response.ResponseBuilder answer = Response.status(problem.type().status())
                .type(MEDIA_TYPE)
                .entity(body(problem, requestId(http)).toBuffer().getBytes());
        headers(problem).forEach(answer::header);
        return answer.build();
    }

    static void write(Problem problem, RoutingContext call) {
        HttpServerResponse http = call.response();
        http.setStatusCode(problem.type().status()).putHeader(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE);
        headers(problem).forEach(http::putHeader);
        http.end(body(problem, requestId(http)).toBuffer());
    }

    static JsonObject body(Problem problem, @Nullable String requestId) {
        ProblemType type = problem.type();
        JsonObject body = new JsonObject()
                .put("type", type.type())
                .put("title", type.title())
                .put("status", type.status())
                .put("code", type.code());
        if (type == ProblemType.INVALID_CREDENTIALS) {
            body.put("message", type.title());
        }
        if (problem.detail() != null) {
            body.put("detail", problem.detail());
        }
        if (!problem.violations().isEmpty()) {
            body.put("violations", violations(problem));
        }
        if (requestId != null) {
            body.put("instance", "urn:request:" + requestId);
        }
        return body;
    }

    private static JsonArray violations(Problem problem) {
        JsonArray violations = new JsonArray();
        problem.violations().forEach(each -> violations.add(violation(each)));
        return violations;
    }

    private static JsonObject violation(Violation violation) {
        JsonObject told = new JsonObject()
                .put("field", violation.field())
                .put("code", violation.code().code());
        if (!violation.parameters().isEmpty()) {
            told.put("parameters", new JsonObject(new TreeMap<String, Object>(violation.parameters())));
        }
        return told.put("message", violation.message());
    }

    /** Returns the request id that the platform has set; null if the request was refused before that. */
    private static @Nullable String requestId(HttpServerResponse http) {
        return http.headers().get("X-Request-Id");
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
        Duration retryAfter = retryAfter(problem);
        if (retryAfter != null) {
            long seconds = Math.max(1, retryAfter.plusMillis(999).toSeconds());
            headers.put("Retry-After", Long.toString(seconds));
        }
        return headers;
    }

    /** Returns the value for {@code Retry-After}. Every 429 and 503 has one, even if the code that refused gave none. */
    private static @Nullable Duration retryAfter(Problem problem) {
        int status = problem.type().status();
        return problem.retryAfter() == null && (status == 429 || status == 503)
                ? DEFAULT_RETRY_AFTER
                : problem.retryAfter();
    }
}
