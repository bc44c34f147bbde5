package dev.latchkey.signin;

import dev.latchkey.user.Account;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A user whose identity a method has verified.
 *
 * @param userId the user
 * @param amr the authentication methods (RFC 8176, for example {@code pwd}); at least one
 * @param at when the identity was verified
 * @param credential what the proof was compared with
 */
public record Authenticated(UUID userId, List<String> amr, Instant at, Credential credential) {

    /** Takes an immutable copy of the list. */
    public Authenticated {
        amr = List.copyOf(amr);
    }

    /** The credential that a proof was compared with. It may have changed since. */
    @FunctionalInterface
    public interface Credential {

        /**
         * Checks, in the transaction of the completion, that the user is active and that this credential is still the user's. Stores a
         * better form of the credential if the comparison has made one. The user's row stays locked until the transaction ends.
         *
         * @return the user's account; empty if the proof is no longer valid
         */
        Optional<Account> confirm();
    }
}
