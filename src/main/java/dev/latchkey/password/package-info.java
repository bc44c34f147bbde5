/**
 * Storing and checking passwords.
 *
 * <p>Owns: the stored form ({@code hmac-sha384-bcrypt:pepper:$2a$…}), hashing and verifying with the same work for every user, upgrades of
 * stored hashes, the hashing pool, the policy for new passwords, and hashes of other systems ({@code foreign:$argon2id$…}), which are
 * upgraded in the same way.
 *
 * <p>What timing still reveals: a hash of another system that takes longer than bcrypt at the configured cost shows that its user exists,
 * until that user has signed in once. A hash that takes less time is padded to the average of recent bcrypt hashes, within a few per cent.
 *
 * <p>Does not own: whose password it is, or the consequences of a wrong one ({@code user} and {@code auth}).
 *
 * <p>Neighbour: {@code key}; both derive their keys from the root secret ({@code crypto}).
 */
@NullMarked
package dev.latchkey.password;

import org.jspecify.annotations.NullMarked;
