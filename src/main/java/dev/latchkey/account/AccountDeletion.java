package dev.latchkey.account;

import dev.latchkey.password.PlainPassword;
import jakarta.validation.constraints.NotNull;

/**
 * The request to delete the account.
 *
 * @param password the present one
 */
public record AccountDeletion(@NotNull PlainPassword password) {}
