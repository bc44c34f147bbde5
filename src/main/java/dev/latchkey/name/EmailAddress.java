package dev.latchkey.name;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.ElementType.RECORD_COMPONENT;

import dev.latchkey.problem.Fault;
import dev.latchkey.problem.ViolationCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Provider;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import jakarta.validation.Validator;
import jakarta.validation.constraints.Email;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Requires that the member has the form of an e-mail address of 3 to 254 characters, without invisible characters. Null is valid. */
@Target({FIELD, PARAMETER, RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = EmailAddress.FormValidator.class)
public @interface EmailAddress {

    /** RFC 5321, 4.5.3.1.3, without the angle brackets. */
    int MAXIMUM_LENGTH = 254;

    /** The rule for addresses, as the user reads it. */
    String FORM = "must be an e-mail address";

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
     * Validates with {@link Email}, but only texts that can be addresses. {@code Email} normalises the domain (IDNA) before it checks the
     * length, which takes quadratic time in combining marks.
     */
    @ApplicationScoped
    class FormValidator implements ConstraintValidator<EmailAddress, String> {

        private static final int SHORTEST = 3;

        /** No invisible characters. */
        private static final Pattern VISIBLE = Pattern.compile("[\\P{C}&&\\P{Z}]*");

        private final Provider<Validator> validator;

        FormValidator(Provider<Validator> validator) {
            this.validator = validator;
        }

        @Override
        public boolean isValid(@Nullable String address, ConstraintValidatorContext context) {
            if (address == null || isAddress(address)) {
                return true;
            }
            Fault fault = address.length() > MAXIMUM_LENGTH
                    ? Fault.max(ViolationCode.TOO_LONG, MAXIMUM_LENGTH, FORM)
                    : Fault.of(ViolationCode.INVALID_FORMAT, FORM);
            return fault.tell(context);
        }

        private boolean isAddress(String address) {
            return address.length() >= SHORTEST
                    && address.length() <= MAXIMUM_LENGTH
                    && VISIBLE.matcher(address).matches()
                    && Names.isPlausible(address)
                    && validator
                            .get()
                            .validateValue(Form.class, "address", address)
                            .isEmpty();
        }
    }

    /**
     * Carries the constraint {@code Email}.
     *
     * @param address the address
     */
    record Form(@Email String address) {}
}
