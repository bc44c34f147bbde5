package dev.latchkey.user;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.ElementType.RECORD_COMPONENT;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Provider;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.Validator;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** The member has the form of an e-mail address of 3 to 254 characters, and nothing in it that cannot be seen. Null passes. */
@Size(min = 3, max = 254)
@Pattern(regexp = "[\\P{C}&&\\P{Z}]*")
@ReportAsSingleViolation
@Target({FIELD, PARAMETER, RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = EmailAddress.FormValidator.class)
public @interface EmailAddress {

    /**
     * What is asked of an address.
     *
     * @return the text
     */
    String message() default "must be an e-mail address";

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
     * Asks {@link Email} about texts that can be addresses only. Composed constraints have no order, and {@code Email} normalises the
     * domain (IDNA) before it looks at its length, which is quadratic in combining marks.
     */
    @ApplicationScoped
    class FormValidator implements ConstraintValidator<EmailAddress, String> {

        private static final int SHORTEST = 3;

        /** RFC 5321, 4.5.3.1.3, without the angle brackets. */
        private static final int LONGEST = 254;

        private final Provider<Validator> validator;

        FormValidator(Provider<Validator> validator) {
            this.validator = validator;
        }

        @Override
        public boolean isValid(@Nullable String address, ConstraintValidatorContext context) {
            if (address == null) {
                return true;
            }
            return address.length() >= SHORTEST
                    && address.length() <= LONGEST
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
