package dev.latchkey.account;

import dev.latchkey.password.PlainPassword;
import jakarta.validation.constraints.NotNull;

/**
 * What deleting the account takes.
 *
 * @param password the present one
 */
public record AccountDeletion(@NotNull PlainPassword password) {}
