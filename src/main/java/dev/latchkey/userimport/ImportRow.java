package dev.latchkey.userimport;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.name.EmailAddress;
import dev.latchkey.name.Username;
import dev.latchkey.password.ForeignPassword;
import dev.latchkey.password.foreign.HashParameters;
import dev.latchkey.user.AcceptableProfile;
import dev.latchkey.user.ImportedUser;
import dev.latchkey.user.UserStatus;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A line of an import: a user of another system.
 *
 * @param username the user name
 * @param email the e-mail address
 * @param emailVerified whether the other system verified the address; false if null
 * @param profile the user's own JSON object
 * @param status active if null
 * @param roles {@code user} if null
 * @param passwordHash the other system's password hash; null or empty for none: the user cannot sign in with a password then
 * @param hash parameters of the hash that are not in its text
 * @param createdAt time of the registration; now if null
 */
@RegisterForReflection
public record ImportRow(
        @NotNull
        @Username(existing = true)
        @Schema(minLength = 3, maxLength = 64, description = "Letters, digits or . _ - @ +; unique whatever its case.")
        String username,

        @EmailAddress @Nullable String email,

        @Schema(description = "Whether the address is verified; `false` by default.") @Nullable
        Boolean emailVerified,

        @AcceptableProfile @Schema(description = "A JSON object of the user's own, at most 4 KiB.") @Nullable
        ObjectNode profile,

        @Schema(description = "`active` by default.") @Nullable
        UserStatus status,

        @Size(max = ImportRow.MOST_ROLES) @Schema(description = "`[\"user\"]` by default.") @Nullable
        Set<@NotNull String> roles,

        @Schema(
                description =
                        "bcrypt, Argon2id, Argon2i, scrypt, PBKDF2 or phpass, as the other system wrote it; empty for none.")
        @Nullable
        String passwordHash,

        @Schema(description = "Further parameters of Firebase's and Keycloak's hashes.") @Nullable
        HashParameters hash,

        @Nullable Instant createdAt) {

    /** An example of a line. */
    public static final String EXAMPLE = """
            {"username": "alice", "email": "alice@example.org", "emailVerified": true, "profile": {"favoriteColor": "blue"},\
             "passwordHash": "$2b$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy"}""";

    static final int MOST_ROLES = 32;

    static final String EMPTY_HASH =
            "is empty: imported without a password. The user cannot sign in with one until an operator sets it";

    private static final Set<String> EVERYBODYS = Set.of("user");

    /** Whether the line has an empty text as the hash, which exports write for users without a password. */
    boolean hasEmptyHash() {
        return passwordHash != null && passwordHash.isBlank() && (hash == null || !hash.ofKeycloak());
    }

    ImportRow withUsername(String other) {
        return new ImportRow(other, email, emailVerified, profile, status, roles, passwordHash, hash, createdAt);
    }

    ImportRow withoutHash() {
        return new ImportRow(username, email, emailVerified, profile, status, roles, null, null, createdAt);
    }

    ImportRow withCreatedAt(@Nullable Instant other) {
        return new ImportRow(username, email, emailVerified, profile, status, roles, passwordHash, hash, other);
    }

    ImportedUser toImportedUser() {
        String text = passwordHash == null || passwordHash.isBlank() ? null : passwordHash;
        HashParameters parameters = hash == null || hash.saysNothing() ? null : hash;
        boolean none = hasEmptyHash() || (text == null && parameters == null);
        return new ImportedUser(
                username,
                email,
                Boolean.TRUE.equals(emailVerified),
                Objects.requireNonNullElseGet(profile, JsonNodeFactory.instance::objectNode),
                none ? null : ForeignPassword.stored(text, parameters),
                Objects.requireNonNullElse(status, UserStatus.ACTIVE),
                Objects.requireNonNullElse(roles, EVERYBODYS),
                createdAt);
    }

    @Override
    public String toString() {
        return "ImportRow[<redacted>]";
    }
}
