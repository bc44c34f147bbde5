package dev.latchkey.account;

import dev.latchkey.password.AcceptablePassword;
import dev.latchkey.password.PlainPassword;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The request to change the password.
 *
 * @param currentPassword the present one
 * @param newPassword the new one
 */
public record PasswordChange(
        @NotNull PlainPassword currentPassword,

        @NotNull @AcceptablePassword @Schema(description = "8 to 4,096 characters, not a common one.")
        PlainPassword newPassword) {}
