/**
 * Keys that sign tokens.
 *
 * <p>Owns: creating, storing (encrypted) and loading keys, their states, their ids (RFC 7638), the JWKS and the metadata that names its
 * URL.
 *
 * <p>Does not own: what is signed ({@code token}).
 *
 * <p>Neighbour: {@code password}; both derive their keys from {@code platform}'s root secret.
 */
@NullMarked
package dev.latchkey.key;

import org.jspecify.annotations.NullMarked;
