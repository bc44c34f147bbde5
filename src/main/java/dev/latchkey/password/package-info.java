/**
 * Passwords at rest and the work of checking them.
 *
 * <p>Owns: the stored form ({@code hmac-sha384-bcrypt:pepper:$2a$…}), hashing and verifying with the same work for every
 * user, upgrades, the hashing pool, what a new password must be; hashes of other systems ({@code foreign:$argon2id$…}), which are
 * upgraded likewise.
 *
 * <p>What a stopwatch still tells: another system's hash that takes more than bcrypt at the configured cost says by it that a user is
 * there, until that user has signed in once; one that takes less is padded to the average of recent bcrypt, within some per cent.
 *
 * <p>Does not own: whose password it is, nor what a wrong one means; that is {@code user} and {@code auth}.
 *
 * <p>Neighbour: {@code key}; both take their keys from {@code platform}'s root secret.
 */
@NullMarked
package dev.latchkey.password;

import org.jspecify.annotations.NullMarked;
