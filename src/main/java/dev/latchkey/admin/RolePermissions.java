package dev.latchkey.admin;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The permissions of a role.
 *
 * @param permissions all of them
 */
public record RolePermissions(
        @NotNull @Size(max = 100) @Schema(description = "Each begins with a letter, then a-z, 0-9 and _ : . -")
        Set<@NotNull String> permissions) {}
