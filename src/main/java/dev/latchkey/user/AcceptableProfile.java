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

/** The member is a profile: a JSON object of at most 4 KiB that can be stored without loss. Null passes. */
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = AcceptableProfile.Validator.class)
public @interface AcceptableProfile {

    /** Of the profile as JSON in UTF-8. */
    int MAXIMUM_BYTES = Profile.MAXIMUM_BYTES;

    /** How deep its objects and arrays may be in each other. */
    int MAXIMUM_DEPTH = Profile.MAXIMUM_DEPTH;

    /**
     * Replaced by what is wrong.
     *
     * @return the text
     */
    String message() default "is not acceptable";

    /**
     * As Bean Validation asks for.
     *
     * @return none
     */
    Class<?>[] groups() default {};

    /**
     * As Bean Validation asks for.
     *
     * @return none
     */
    Class<? extends Payload>[] payload() default {};

    /** Asks {@link Profile}. */
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
