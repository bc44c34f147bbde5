package dev.latchkey.admin;

import dev.latchkey.password.AcceptablePassword;
import dev.latchkey.password.PlainPassword;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The request to set a user's password.
 *
 * @param password the new one
 */
public record PasswordSetting(
        @NotNull @AcceptablePassword @Schema(description = "8 to 4,096 characters, not a common one.")
        PlainPassword password) {}
