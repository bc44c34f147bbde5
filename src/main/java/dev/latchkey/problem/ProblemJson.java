package dev.latchkey.problem;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The form for programs: {@code application/problem+json} (RFC 9457). Stateless. */
@Singleton
public class ProblemJson implements ErrorForm {

    static final String MEDIA_TYPE = "application/problem+json";
    static final ProblemJson INSTANCE = new ProblemJson();

    ProblemJson() {}

    @Override
    public String mediaType() {
        return MEDIA_TYPE;
    }

    @Override
    public byte[] body(Problem problem, @Nullable String requestId) {
        return json(problem, requestId).toBuffer().getBytes();
    }

    static JsonObject json(Problem problem, @Nullable String requestId) {
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
}
