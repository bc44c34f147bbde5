package dev.latchkey.problem;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A problem of the catalogue, with the details of this occurrence. */
record Problem(
        ProblemType type,
        @Nullable String detail,
        List<Violation> violations,
        @Nullable Duration retryAfter) {

    static Problem of(ProblemType type) {
        return new Problem(type, null, List.of(), null);
    }

    static Problem of(ProblemType type, String detail) {
        return new Problem(type, detail, List.of(), null);
    }

    static Problem of(List<Violation> violations) {
        return new Problem(ProblemType.INVALID_REQUEST, null, violations, null);
    }

    static Problem unavailable() {
        return new Problem(ProblemType.UNAVAILABLE, null, List.of(), Duration.ofSeconds(2));
    }
}
