package dev.latchkey.problem;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A problem of the catalogue, with the details of this occurrence. Immutable.
 *
 * @param type what is wrong
 * @param detail a sentence about this occurrence; null if the type says all
 * @param violations what is wrong with which member of the request
 * @param retryAfter when to try again; null if that is not known
 */
public record Problem(
        ProblemType type,
        @Nullable String detail,
        List<Violation> violations,
        @Nullable Duration retryAfter) {

    /**
     * Returns a problem without details.
     *
     * @param type what is wrong
     * @return the problem
     */
    public static Problem of(ProblemType type) {
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
