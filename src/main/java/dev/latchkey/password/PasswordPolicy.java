package dev.latchkey.password;

import dev.latchkey.platform.Unicode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a new password must be (NIST 800-63B, 3.1.1.2): long enough, not too long to hash, not one of the commonest. No rule
 * of composition. Safe for use by several threads.
 */
@ApplicationScoped
public class PasswordPolicy {

    /** NIST SP 800-63B-4 (3.1.1.2) for a password beside a second factor, and what ASVS 5 (6.2.1) asks of any; in code points. */
    static final int MINIMUM_LENGTH = 8;

    private final CommonPasswords common;

    PasswordPolicy(CommonPasswords common) {
        this.common = common;
    }

    /**
     * What is wrong with a new password.
     *
     * @param password the password
     * @return a phrase that goes behind "password"; empty when it will do
     */
    public Optional<String> fault(PlainPassword password) {
        if (!password.isWellFormed()) {
            return Optional.of("must be well-formed Unicode");
        }
        if (password.length() > PlainPassword.MAXIMUM_LENGTH) {
            return Optional.of("must have at most " + PlainPassword.MAXIMUM_LENGTH + " characters");
        }
        if (!password.hasShortRuns()) {
            return Optional.of("must not have more than 30 combining marks in a row");
        }
        // what is hashed counts: a letter and its mark become one character, so eight typed ones may be four
        if (password.length() < MINIMUM_LENGTH || password.normalizedLength() < MINIMUM_LENGTH) {
            return Optional.of("must have at least " + MINIMUM_LENGTH + " characters");
        }
        if (common.contains(password.folded())) {
            return Optional.of("must not be one of the commonest passwords");
        }
        return Optional.empty();
    }

    /**
     * What is wrong with a new password for this person.
     *
     * @param password the password
     * @param names the person's user name and e-mail address; nulls are passed over
     * @return a phrase that goes behind "password"; empty when it will do
     */
    public Optional<String> faultFor(PlainPassword password, @Nullable String... names) {
        if (!password.isHashable()) {
            return fault(password);
        }
        String folded = password.folded();
        for (String name : names) {
            if (name != null && folded.equals(Unicode.fold(name))) {
                return Optional.of("must not be the user name or the e-mail address");
            }
        }
        return Optional.empty();
    }
}
