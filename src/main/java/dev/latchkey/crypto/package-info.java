/**
 * Cryptographic building blocks, the clock and randomness.
 *
 * <p>Owns: the root secret and the keys derived from it (HKDF), encryption of secrets in the database, message authentication codes,
 * randomness and ids, the clock, and which provider computes signatures.
 *
 * <p>Does not own: signing keys and their lifetime ({@code key}), password hashes ({@code password}).
 *
 * <p>Neighbour: {@code config}, the floor below, which reads the root secret's setting.
 */
@NullMarked
package dev.latchkey.crypto;

import org.jspecify.annotations.NullMarked;
