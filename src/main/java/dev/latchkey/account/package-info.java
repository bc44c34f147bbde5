/**
 * The signed-in user's own account.
 *
 * <p>Owns: {@code /auth/me} and all routes below it: reading, changing and deleting the account, changing the password.
 *
 * <p>Does not own: how a user signs in ({@code auth}, {@code session}).
 *
 * <p>Neighbour: {@code auth}, which creates the account that this room changes.
 */
@NullMarked
package dev.latchkey.account;

import org.jspecify.annotations.NullMarked;
