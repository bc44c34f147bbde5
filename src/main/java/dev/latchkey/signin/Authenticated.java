package dev.latchkey.signin;

import dev.latchkey.user.Account;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A user who has proved who they are.
 *
 * @param userId the user
 * @param amr how (RFC 8176, for example {@code pwd}), at least one
 * @param at when
 * @param credential what it was proved with
 */
public record Authenticated(UUID userId, List<String> amr, Instant at, Credential credential) {

    /** Takes an immutable copy of the list. */
    public Authenticated {
        amr = List.copyOf(amr);
    }

    /** What a proof was compared with, which may have changed since. */
    @FunctionalInterface
    public interface Credential {

        /**
         * Asks, in the transaction of the completion, whether the account is active and this credential is still its own; keeps a better
         * form of it if the comparison has made one. The user's row stays locked until the transaction ends.
         *
         * @return the account; empty if the proof holds no more
         */
        Optional<Account> confirm();
    }
}
