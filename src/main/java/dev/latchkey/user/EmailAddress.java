package dev.latchkey.user;

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

/** The member has the form of an e-mail address of 3 to 254 characters, and nothing in it that cannot be seen. Null passes. */
@Target({FIELD, PARAMETER, RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = EmailAddress.FormValidator.class)
public @interface EmailAddress {

    /** RFC 5321, 4.5.3.1.3, without the angle brackets. */
    int MAXIMUM_LENGTH = 254;

    /** What is asked of an address, for people. */
    String FORM = "must be an e-mail address";

    /**
     * What is asked of an address.
     *
     * @return the text
     */
    String message() default FORM;

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
     * Asks {@link Email} about texts that can be addresses only: {@code Email} normalises the domain (IDNA) before it looks at its
     * length, which is quadratic in combining marks.
     */
    @ApplicationScoped
    class FormValidator implements ConstraintValidator<EmailAddress, String> {

        private static final int SHORTEST = 3;

        /** Nothing that cannot be seen. */
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
     * The form alone.
     *
     * @param address the address
     */
    record Form(@Email String address) {}
}
