/**
 * Passwords at rest and the work of checking them.
 *
 * <p>Owns: the stored form ({@code hmac-sha384-bcrypt:pepper:$2a$…}), hashing and verifying with the same work for every
 * outcome, upgrades, the hashing pool, what a new password must be.
 *
 * <p>Does not own: whose password it is, nor what a wrong one means; that is {@code user} and {@code auth}.
 *
 * <p>Neighbour: {@code key}; both take their keys from {@code platform}'s root secret.
 */
@NullMarked
package dev.latchkey.password;

import org.jspecify.annotations.NullMarked;
