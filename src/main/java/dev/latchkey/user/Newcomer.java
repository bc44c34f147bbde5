package dev.latchkey.user;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A person who comes from another system.
 *
 * @param username a valid user name
 * @param email a valid address, or null
 * @param emailVerified whether it was proved there to be theirs; only with an address
 * @param profile an acceptable profile
 * @param passwordHash the password as the other system hashed it, as {@code ForeignPassword} gives it; null for none
 * @param status whether they may sign in
 * @param roles what they are
 * @param createdAt since when they were there; null for now
 */
public record Newcomer(
        String username,
        @Nullable String email,
        boolean emailVerified,
        ObjectNode profile,
        @Nullable String passwordHash,
        UserStatus status,
        Set<String> roles,
        @Nullable Instant createdAt) {

    /** What came of one. */
    public enum Outcome {
        /** They are there now. */
        ADMITTED,
        /** They were there: the same line was imported before. */
        ALREADY_THERE,
        /** Somebody else has the name, or has proved an address that reads like it. */
        USERNAME_TAKEN,
        /** Somebody else has proved the address. */
        EMAIL_TAKEN,
        /** There is no such role. */
        UNKNOWN_ROLE
    }

    @Override
    public String toString() {
        return "Newcomer[<redacted>]";
    }
}
