/**
 * Keys that sign tokens.
 *
 * <p>Owns: creating, storing (encrypted) and loading keys, their states, their ids (RFC 7638), and the JWKS.
 *
 * <p>Does not own: what is signed ({@code token}).
 *
 * <p>Neighbour: {@code password}; both derive their keys from the root secret ({@code crypto}).
 */
@NullMarked
package dev.latchkey.key;

import org.jspecify.annotations.NullMarked;
