/**
 * The keys that sign tokens.
 *
 * <p>Owns: making, storing (encrypted) and loading them, their states, their ids (RFC 7638), the JWKS and the metadata that
 * leads to it.
 *
 * <p>Does not own: what is signed; that is {@code token}.
 *
 * <p>Neighbour: {@code password}; both take their keys from {@code platform}'s root secret.
 */
@NullMarked
package dev.latchkey.key;

import org.jspecify.annotations.NullMarked;
