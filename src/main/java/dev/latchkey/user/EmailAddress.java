package dev.latchkey.user;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.ElementType.RECORD_COMPONENT;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The member has the form of an e-mail address, and nothing in it that cannot be seen. Null passes. */
@Email
@Size(min = 3, max = 254)
@Pattern(regexp = "[\\P{C}&&\\P{Z}]*")
@ReportAsSingleViolation
@Target({FIELD, PARAMETER, RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = {})
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
}
