package dev.latchkey.user;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.ElementType.RECORD_COMPONENT;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** The member is a user name, see {@link Names#isUsername}. Null passes. */
@Target({FIELD, PARAMETER, RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = Username.Validator.class)
public @interface Username {

    /**
     * What is asked of a name.
     *
     * @return the text
     */
    String message() default "must have 3 to 64 letters, digits or . _ - @ +";

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

    /** Asks {@link Names}. */
    final class Validator implements ConstraintValidator<Username, String> {

        @Override
        public boolean isValid(@Nullable String name, ConstraintValidatorContext context) {
            return name == null || Names.isUsername(name);
        }
    }
}
