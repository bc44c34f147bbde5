package dev.latchkey.auth;

import dev.latchkey.password.PlainPassword;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Request body of a login.
 *
 * @param username the user name, or a verified e-mail address
 * @param password the password
 * @param transport how the refresh token travels
 */
public record LoginRequest(
        @NotNull @Schema(description = "The user name, or a verified e-mail address.")
        String username,

        @NotNull PlainPassword password,

        @Nullable Transport transport) {}
