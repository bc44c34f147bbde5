package dev.latchkey.problem;

import jakarta.validation.ConstraintValidatorContext;
import java.util.Map;
import org.hibernate.validator.constraintvalidation.HibernateConstraintValidatorContext;

/**
 * What is wrong with a value, regardless of the member it belongs to. Immutable.
 *
 * @param code for programs
 * @param parameters the numbers that the code is about, for example {@code min}
 * @param message a phrase that follows the member's name; never its value
 */
public record Fault(ViolationCode code, Map<String, Integer> parameters, String message) {

    /**
     * Makes a fault without numbers.
     *
     * @param code for programs
     * @param message for users
     * @return the fault
     */
    public static Fault of(ViolationCode code, String message) {
        return new Fault(code, Map.of(), message);
    }

    /**
     * Makes a fault with a minimum.
     *
     * @param code for programs
     * @param min the smallest number that is allowed
     * @param message for users
     * @return the fault
     */
    public static Fault min(ViolationCode code, int min, String message) {
        return new Fault(code, Map.of("min", min), message);
    }

    /**
     * Makes a fault with a maximum.
     *
     * @param code for programs
     * @param max the largest number that is allowed
     * @param message for users
     * @return the fault
     */
    public static Fault max(ViolationCode code, int max, String message) {
        return new Fault(code, Map.of("max", max), message);
    }

    /**
     * Reports this fault to Bean Validation instead of the constraint's own message.
     *
     * @param context of the validator that found it
     * @return false, which is what the validator returns
     */
    public boolean tell(ConstraintValidatorContext context) {
        context.disableDefaultConstraintViolation();
        context.unwrap(HibernateConstraintValidatorContext.class).withDynamicPayload(this);
        context.buildConstraintViolationWithTemplate(message).addConstraintViolation();
        return false;
    }
}
