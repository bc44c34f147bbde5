package dev.latchkey.password;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** Constrains a member to a new password that {@link PasswordPolicy} accepts. Null is valid; use {@code @NotNull} to refuse it. */
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = AcceptablePassword.Validator.class)
public @interface AcceptablePassword {

    /**
     * Default message; the policy's message replaces it.
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

    /** Checks a password by the policy. */
    @ApplicationScoped
    class Validator implements ConstraintValidator<AcceptablePassword, PlainPassword> {

        private final PasswordPolicy policy;

        Validator(PasswordPolicy policy) {
            this.policy = policy;
        }

        @Override
        public boolean isValid(@Nullable PlainPassword password, ConstraintValidatorContext context) {
            if (password == null) {
                return true;
            }
            return policy.fault(password).map(fault -> fault.tell(context)).orElse(true);
        }
    }
}
