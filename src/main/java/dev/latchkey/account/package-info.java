/**
 * The signed-in person's own account.
 *
 * <p>Owns: {@code /auth/me} and all below it: seeing, changing and deleting the account, changing the password.
 *
 * <p>Does not own: how a person came to be signed in ({@code auth}, {@code session}).
 *
 * <p>Neighbour: {@code auth}; it makes the account that this room changes.
 */
@NullMarked
package dev.latchkey.account;

import org.jspecify.annotations.NullMarked;
