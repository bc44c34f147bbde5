package dev.latchkey.problem;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Ends a request with a problem of the catalogue. It is an expected refusal and carries no stack trace. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    private ProblemException(Problem problem) {
        super(problem.type().code(), null, false, false);
        this.problem = problem;
    }

    /**
     * Refuses with a problem without further details.
     *
     * @param type the problem
     * @return the exception to throw
     */
    public static ProblemException of(ProblemType type) {
        return new ProblemException(Problem.of(type));
    }

    /**
     * Refuses with a detail in addition to the type.
     *
     * @param type the problem
     * @param detail what happened and what to do, for a user to read; never a secret or a name
     * @return the exception to throw
     */
    public static ProblemException of(ProblemType type, String detail) {
        return new ProblemException(Problem.of(type, detail));
    }

    /**
     * Refuses with a transient problem.
     *
     * @param type the problem
     * @param retryAfter when to try again; rounded up to a second
     * @return the exception to throw
     */
    public static ProblemException of(ProblemType type, Duration retryAfter) {
        return new ProblemException(new Problem(type, null, List.of(), retryAfter));
    }

    /**
     * Refuses one member of the request with the code {@code invalid_value}.
     *
     * @param field the member's path
     * @param message the requirement; never the value
     * @return the exception to throw
     */
    public static ProblemException invalid(String field, String message) {
        return invalid(field, Fault.of(ViolationCode.INVALID_VALUE, message));
    }

    /**
     * Refuses one member of the request.
     *
     * @param field the member's path
     * @param fault what is wrong with it
     * @return the exception to throw
     */
    public static ProblemException invalid(String field, Fault fault) {
        return invalid(new Violation(field, fault));
    }

    /**
     * Refuses one member of the request.
     *
     * @param violation the member and what is wrong with it
     * @return the exception to throw
     */
    public static ProblemException invalid(Violation violation) {
        return new ProblemException(Problem.of(List.of(violation)));
    }

    /**
     * Returns the members of the request that are wrong.
     *
     * @return empty for most problems
     */
    public List<Violation> violations() {
        return problem.violations();
    }

    /**
     * Returns the detail in addition to the type.
     *
     * @return empty for most problems
     */
    public Optional<String> detail() {
        return Optional.ofNullable(problem.detail());
    }

    /**
     * Returns the problem with its details.
     *
     * @return the problem
     */
    public Problem problem() {
        return problem;
    }

    /**
     * Returns the type of the problem in the catalogue.
     *
     * @return the type
     */
    public ProblemType type() {
        return problem.type();
    }
}
