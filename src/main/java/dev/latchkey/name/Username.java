package dev.latchkey.name;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.ElementType.RECORD_COMPONENT;

import dev.latchkey.problem.Fault;
import dev.latchkey.problem.ViolationCode;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Requires that the member is a user name, see {@link Names#isUsername}, whose letters cannot be confused with others (UTS #39). Null is
 * valid.
 */
@Target({FIELD, PARAMETER, RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = Username.Validator.class)
public @interface Username {

    /** Minimum length in code points. */
    int MINIMUM_LENGTH = 3;

    /** Maximum length in code points. */
    int MAXIMUM_LENGTH = 64;

    /** The characters that are allowed beside letters and digits. */
    String SIGNS = "._-@+";

    /** The rule for the form, as the user reads it. */
    String FORM = "must have 3 to 64 letters, digits or . _ - @ +";

    /**
     * The message of a violation.
     *
     * @return the text
     */
    String message() default FORM;

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

    /**
     * Whether the name comes from another system, where it is in use: letters of several scripts are allowed then.
     *
     * @return false for a new name
     */
    boolean existing() default false;

    /** Validates with {@link Names} and {@link LookAlikes}. */
    final class Validator implements ConstraintValidator<Username, String> {

        private static final Fault MARKS = Fault.max(
                ViolationCode.TOO_MANY_MARKS,
                LookAlikes.MOST_MARKS,
                "must have at most 4 accents or other marks on a letter, and none of them twice");

        private static final Fault SCRIPTS = Fault.of(
                ViolationCode.MIXED_SCRIPTS,
                "must have the letters and digits of one script, such as Latin or Cyrillic, because those of"
                        + " others look like them");

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
            return fault(name).map(fault -> fault.tell(context)).orElse(true);
        }

        private Optional<Fault> fault(String name) {
            if (!Names.isUsername(name)) {
                return Optional.of(formFault(name));
            }
            if (!LookAlikes.hasFewMarks(name)) {
                return Optional.of(MARKS);
            }
            return existing || LookAlikes.isOfOneScript(name) ? Optional.empty() : Optional.of(SCRIPTS);
        }

        private static Fault formFault(String name) {
            int length = name.codePointCount(0, name.length());
            if (length < MINIMUM_LENGTH) {
                return Fault.min(ViolationCode.TOO_SHORT, MINIMUM_LENGTH, FORM);
            }
            return length > MAXIMUM_LENGTH
                    ? Fault.max(ViolationCode.TOO_LONG, MAXIMUM_LENGTH, FORM)
                    : Fault.of(ViolationCode.INVALID_CHARACTERS, FORM);
        }
    }
}
