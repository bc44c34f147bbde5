package dev.latchkey.account;

import dev.latchkey.password.AcceptablePassword;
import dev.latchkey.password.PlainPassword;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What changing the password takes.
 *
 * @param currentPassword the present one
 * @param newPassword the new one
 */
public record PasswordChange(
        @NotNull @Schema(type = SchemaType.STRING, format = "password")
        PlainPassword currentPassword,

        @NotNull
        @AcceptablePassword
        @Schema(type = SchemaType.STRING, format = "password", description = "8 to 4,096 bytes, not a common one.")
        PlainPassword newPassword) {}
