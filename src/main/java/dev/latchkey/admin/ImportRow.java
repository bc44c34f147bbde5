package dev.latchkey.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.password.ForeignPassword;
import dev.latchkey.password.foreign.HashParameters;
import dev.latchkey.user.AcceptableProfile;
import dev.latchkey.user.EmailAddress;
import dev.latchkey.user.Newcomer;
import dev.latchkey.user.UserStatus;
import dev.latchkey.user.Username;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A line of an import: a person as another system has them.
 *
 * @param username the name
 * @param email an address
 * @param emailVerified whether it was proved there to be theirs; false if null
 * @param profile the person's own JSON object
 * @param status active if null
 * @param roles {@code user} if null
 * @param passwordHash the password as it is hashed there; null for none: the person cannot sign in with one
 * @param hash what belongs to the hash and is not in its text
 * @param createdAt since when they are there; now if null
 */
public record ImportRow(
        @NotNull
        @Username(existing = true)
        @Schema(minLength = 3, maxLength = 64, description = "Letters, digits or . _ - @ +; unique whatever its case.")
        String username,

        @EmailAddress @Nullable String email,

        @Schema(description = "Whether it was proved to be theirs; `false` if it is not given.") @Nullable
        Boolean emailVerified,

        @AcceptableProfile @Schema(description = "The person's own JSON object, at most 4 KiB.") @Nullable
        ObjectNode profile,

        @Schema(description = "`active` if it is not given.") @Nullable
        UserStatus status,

        @Size(max = NewUser.MOST_ROLES) @Schema(description = "`[\"user\"]` if it is not given.") @Nullable
        Set<@NotNull String> roles,

        @Schema(description = "bcrypt, Argon2id, Argon2i, scrypt or PBKDF2, as the other system wrote it.") @Nullable
        String passwordHash,

        @Schema(description = "What belongs to Firebase's and Keycloak's hashes beside.") @Nullable
        HashParameters hash,

        @Nullable Instant createdAt) {

    static final String EXAMPLE = """
            {"username": "alice", "email": "alice@example.org", "emailVerified": true, "profile": {"favoriteColor": "blue"},\
             "passwordHash": "$2b$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy"}""";

    private static final Set<String> EVERYBODYS = Set.of("user");

    Newcomer toNewcomer() {
        boolean none = passwordHash == null && hash == null;
        return new Newcomer(
                username,
                email,
                Boolean.TRUE.equals(emailVerified),
                Objects.requireNonNullElseGet(profile, JsonNodeFactory.instance::objectNode),
                none ? null : ForeignPassword.stored(passwordHash, hash),
                Objects.requireNonNullElse(status, UserStatus.ACTIVE),
                Objects.requireNonNullElse(roles, EVERYBODYS),
                createdAt);
    }

    @Override
    public String toString() {
        return "ImportRow[<redacted>]";
    }
}
