package dev.latchkey.auth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.name.EmailAddress;
import dev.latchkey.name.Username;
import dev.latchkey.password.AcceptablePassword;
import dev.latchkey.password.PlainPassword;
import dev.latchkey.user.AcceptableProfile;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Request body of a registration.
 *
 * @param username the user name to sign in with
 * @param password the new password
 * @param email an e-mail address; it can be used to sign in once it is verified
 * @param profile the user's own JSON object
 */
public record RegisterRequest(
        @NotNull
        @Username
        @Schema(minLength = 3, maxLength = 64, description = "Letters, digits or . _ - @ +; unique whatever its case.")
        String username,

        @NotNull @AcceptablePassword @Schema(description = "8 to 4,096 characters, not a common one.")
        PlainPassword password,

        @EmailAddress @Nullable String email,

        @AcceptableProfile @Schema(description = "Your own JSON object, at most 4 KiB.") @Nullable
        ObjectNode profile) {}
