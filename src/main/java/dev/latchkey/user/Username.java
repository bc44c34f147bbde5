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

/** The member is a user name, see {@link Names#isUsername}, that does not pass for another (UTS #39). Null passes. */
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

    /**
     * Whether the name comes from another system, where its user has it already: its letters may be of several scripts then.
     *
     * @return false for a new name
     */
    boolean existing() default false;

    /** Asks {@link Names} and {@link LookAlikes}. */
    final class Validator implements ConstraintValidator<Username, String> {

        private boolean existing;

        @Override
        public void initialize(Username constraint) {
            this.existing = constraint.existing();
        }

        @Override
        public boolean isValid(@Nullable String name, ConstraintValidatorContext context) {
            if (name == null) {
                return true;
            }
            if (!Names.isUsername(name)) {
                return false;
            }
            if (!LookAlikes.hasFewMarks(name)) {
                return says(context, "must have at most 4 accents or other marks on a letter, and none of them twice");
            }
            return existing
                    || LookAlikes.isOfOneScript(name)
                    || says(
                            context,
                            "must have the letters and digits of one script, such as Latin or Cyrillic, because those of"
                                    + " others look like them");
        }

        private static boolean says(ConstraintValidatorContext context, String message) {
            context.disableDefaultConstraintViolation();
            context.buildConstraintViolationWithTemplate(message).addConstraintViolation();
            return false;
        }
    }
}
