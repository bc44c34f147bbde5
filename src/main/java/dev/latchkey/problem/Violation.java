package dev.latchkey.problem;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.util.Map;
import org.hibernate.validator.engine.HibernateConstraintViolation;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with one member of a request.
 *
 * @param field the member's path, for example {@code profile.favoriteColor}; empty for the body as a whole
 * @param fault what is wrong with it
 */
public record Violation(String field, Fault fault) {

    /**
     * Converts a violation of Bean Validation.
     *
     * @param field the member's path
     * @param violation of a constraint
     * @return the same with a code
     */
    public static Violation of(String field, ConstraintViolation<?> violation) {
        HibernateConstraintViolation<?> found = violation.unwrap(HibernateConstraintViolation.class);
        @Nullable Fault told = found.getDynamicPayload(Fault.class);
        return new Violation(field, told == null ? fault(violation) : told);
    }

    /** Returns the fault for a constraint that is not Latchkey's own. */
    private static Fault fault(ConstraintViolation<?> violation) {
        Annotation constraint = violation.getConstraintDescriptor().getAnnotation();
        if (constraint instanceof NotNull) {
            return Fault.of(ViolationCode.REQUIRED, violation.getMessage());
        }
        return constraint instanceof Size size
                ? Fault.max(ViolationCode.TOO_MANY, size.max(), violation.getMessage())
                : Fault.of(ViolationCode.INVALID_VALUE, violation.getMessage());
    }

    /**
     * Returns the kind of fault.
     *
     * @return the code
     */
    public ViolationCode code() {
        return fault.code();
    }

    /**
     * Returns the numbers that the code is about.
     *
     * @return empty for most codes
     */
    public Map<String, Integer> parameters() {
        return fault.parameters();
    }

    /**
     * Returns the requirement on the member.
     *
     * @return a phrase that follows its name
     */
    public String message() {
        return fault.message();
    }
}
