package dev.latchkey.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.name.EmailAddress;
import dev.latchkey.name.Username;
import dev.latchkey.password.AcceptablePassword;
import dev.latchkey.password.PlainPassword;
import dev.latchkey.user.AcceptableProfile;
import dev.latchkey.user.UserAdministration.NewPerson;
import dev.latchkey.user.UserStatus;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A user to create, as an operator sends it.
 *
 * @param username the user name
 * @param password null for none: the user cannot sign in with a password
 * @param email the e-mail address, not verified yet
 * @param profile the user's own JSON object
 * @param status active if null
 * @param roles {@code user} if null
 */
public record NewUser(
        @NotNull
        @Username
        @Schema(minLength = 3, maxLength = 64, description = "Letters, digits or . _ - @ +; unique whatever its case.")
        String username,

        @AcceptablePassword
        @Schema(description = "8 to 4,096 characters, not a common one; without one the user cannot sign in.")
        @Nullable
        PlainPassword password,

        @EmailAddress @Nullable String email,

        @AcceptableProfile @Schema(description = "A JSON object of the user's own, at most 4 KiB.") @Nullable
        ObjectNode profile,

        @Schema(description = "`active` by default.") @Nullable
        UserStatus status,

        @Size(max = NewUser.MOST_ROLES) @Schema(description = "`[\"user\"]` by default.") @Nullable
        Set<@NotNull String> roles) {

    static final int MOST_ROLES = 32;

    private static final Set<String> EVERYBODYS = Set.of("user");

    NewPerson toUser(@Nullable String passwordHash) {
        return new NewPerson(
                username,
                email,
                Objects.requireNonNullElseGet(profile, JsonNodeFactory.instance::objectNode),
                passwordHash,
                Objects.requireNonNullElse(status, UserStatus.ACTIVE),
                Objects.requireNonNullElse(roles, EVERYBODYS));
    }
}
