package dev.latchkey.problem;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Ends a call with a problem of the catalogue. It is an expected refusal and carries no stack trace. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    private ProblemException(Problem problem) {
        super(problem.type().code(), null, false, false);
        this.problem = problem;
    }

    /**
     * A refusal that its type says all about.
     *
     * @param type the problem
     * @return the exception to throw
     */
    public static ProblemException of(ProblemType type) {
        return new ProblemException(Problem.of(type));
    }

    /**
     * A refusal of which there is more to say than its type does.
     *
     * @param type the problem
     * @param detail what happened and what to do, for a user to read; never a secret or a name
     * @return the exception to throw
     */
    public static ProblemException of(ProblemType type, String detail) {
        return new ProblemException(Problem.of(type, detail));
    }

    /**
     * A refusal that passes by itself.
     *
     * @param type the problem
     * @param retryAfter when to try again; rounded up to a second
     * @return the exception to throw
     */
    public static ProblemException of(ProblemType type, Duration retryAfter) {
        return new ProblemException(new Problem(type, null, List.of(), retryAfter));
    }

    /**
     * A refusal of one member of the request, of which there is no more to say than that its value will not do.
     *
     * @param field the member's path
     * @param message what is asked of it; never its value
     * @return the exception to throw
     */
    public static ProblemException invalid(String field, String message) {
        return invalid(field, Fault.of(ViolationCode.INVALID_VALUE, message));
    }

    /**
     * A refusal of one member of the request.
     *
     * @param field the member's path
     * @param fault what is wrong with it
     * @return the exception to throw
     */
    public static ProblemException invalid(String field, Fault fault) {
        return invalid(new Violation(field, fault));
    }

    /**
     * A refusal of one member of the request.
     *
     * @param violation what is wrong with which
     * @return the exception to throw
     */
    public static ProblemException invalid(Violation violation) {
        return new ProblemException(Problem.of(List.of(violation)));
    }

    /**
     * Which members of the request are wrong.
     *
     * @return empty for most problems
     */
    public List<Violation> violations() {
        return problem.violations();
    }

    /**
     * What there is to say beside the type.
     *
     * @return empty for most problems
     */
    public Optional<String> detail() {
        return Optional.ofNullable(problem.detail());
    }

    Problem problem() {
        return problem;
    }

    /**
     * Which problem of the catalogue it is.
     *
     * @return the type
     */
    public ProblemType type() {
        return problem.type();
    }
}
