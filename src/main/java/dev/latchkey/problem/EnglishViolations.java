package dev.latchkey.problem;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import org.hibernate.validator.spi.messageinterpolation.LocaleResolver;
import org.hibernate.validator.spi.messageinterpolation.LocaleResolverContext;

/**
 * Selects English for all violations, regardless of the caller's preference: programs read them too, and the framework throws at some
 * {@code Accept-Language} headers.
 */
@ApplicationScoped
@Priority(1)
class EnglishViolations implements LocaleResolver {

    @Override
    public Locale resolve(LocaleResolverContext context) {
        return Locale.ENGLISH;
    }
}
