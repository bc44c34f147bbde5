package dev.latchkey.user;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.ElementType.RECORD_COMPONENT;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The member is a user name: 3 to 64 letters and digits of any script, and {@code . _ - @ +}. Null passes. */
@Pattern(regexp = Username.FORM)
@ReportAsSingleViolation
@Target({FIELD, PARAMETER, RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = {})
public @interface Username {

    /** Letters with the marks that belong to them, and digits. It must not shrink below it when folded, see {@link Names}. */
    String FORM = "[\\p{L}\\p{M}\\p{Nd}._@+-]{3,64}";

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
}
