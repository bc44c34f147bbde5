package dev.latchkey.auth;

import dev.latchkey.password.PlainPassword;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a login takes.
 *
 * @param username the user name, or a verified e-mail address
 * @param password the password
 * @param transport how a refresh token would travel; there is none yet, and so only the default is taken
 */
public record LoginRequest(
        @NotNull @Schema(description = "The user name, or a verified e-mail address.")
        String username,

        @NotNull PlainPassword password,

        @Pattern(regexp = "body", message = "must be \"body\"")
        @Schema(description = "`body`, which is also the default.")
        @Nullable
        String transport) {}
