package dev.latchkey.user;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** Requires that the member is a profile: a JSON object of at most 4 KiB that can be stored without loss. Null is valid. */
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = AcceptableProfile.Validator.class)
public @interface AcceptableProfile {

    /** Maximum size of the profile as JSON in UTF-8. */
    int MAXIMUM_BYTES = Profile.MAXIMUM_BYTES;

    /** Maximum nesting of objects and arrays. */
    int MAXIMUM_DEPTH = Profile.MAXIMUM_DEPTH;

    /**
     * The message of a violation; the validator replaces it.
     *
     * @return the text
     */
    String message() default "is not acceptable";

    /**
     * Required by Bean Validation.
     *
     * @return none
     */
    Class<?>[] groups() default {};

    /**
     * Required by Bean Validation.
     *
     * @return none
     */
    Class<? extends Payload>[] payload() default {};

    /** Validates with {@link Profile}. */
    final class Validator implements ConstraintValidator<AcceptableProfile, ObjectNode> {

        @Override
        public boolean isValid(@Nullable ObjectNode profile, ConstraintValidatorContext context) {
            if (profile == null) {
                return true;
            }
            return Profile.fault(profile).map(fault -> fault.tell(context)).orElse(true);
        }
    }
}
