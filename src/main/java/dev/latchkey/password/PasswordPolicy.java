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

    static final int MINIMUM_BYTES = 8;
    static final int MAXIMUM_BYTES = 4096;

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
        // compatibility forms shrink: three fullwidth letters are nine bytes and become three
        if (password.bytes() < MINIMUM_BYTES || password.normalized().length < MINIMUM_BYTES) {
            return Optional.of("must have at least " + MINIMUM_BYTES + " bytes");
        }
        if (password.bytes() > MAXIMUM_BYTES) {
            return Optional.of("must have at most " + MAXIMUM_BYTES + " bytes");
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
        String folded = password.folded();
        for (String name : names) {
            if (name != null && folded.equals(Unicode.fold(name))) {
                return Optional.of("must not be the user name or the e-mail address");
            }
        }
        return Optional.empty();
    }
}
