package dev.latchkey.account;

import dev.latchkey.password.PlainPassword;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What deleting the account takes.
 *
 * @param password the present one
 */
public record AccountDeletion(
        @NotNull @Schema(type = SchemaType.STRING, format = "password")
        PlainPassword password) {}
