package dev.latchkey.user;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A user to import from another system.
 *
 * @param username a valid user name
 * @param email a valid address, or null
 * @param emailVerified whether the other system verified the address; only with an address
 * @param profile an acceptable profile
 * @param passwordHash the other system's password hash in the form of {@code ForeignPassword}; null for none
 * @param status whether the user may sign in
 * @param roles names of the roles
 * @param createdAt time of the registration in the other system; null for now
 */
public record ImportedUser(
        String username,
        @Nullable String email,
        boolean emailVerified,
        ObjectNode profile,
        @Nullable String passwordHash,
        UserStatus status,
        Set<String> roles,
        @Nullable Instant createdAt) {

    /** The outcome for one imported user. */
    public enum Outcome {
        /** The user was created. */
        ADMITTED,
        /** The user exists: the same line was imported before. */
        ALREADY_THERE,
        /** Another user has the name, or has proved an address with the same key. */
        USERNAME_TAKEN,
        /** Another user has proved the address, or has it as the user name. */
        EMAIL_TAKEN,
        /** A role does not exist. */
        UNKNOWN_ROLE
    }

    @Override
    public String toString() {
        return "ImportedUser[<redacted>]";
    }
}
