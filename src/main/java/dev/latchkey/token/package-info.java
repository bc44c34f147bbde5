/**
 * Access tokens.
 *
 * <p>Owns: the claims of a token, its lifetime and audience, signing and checking it, and which members of a profile may become claims.
 *
 * <p>Does not own: the keys ({@code key}), or whether the token's session is still open ({@code session}).
 *
 * <p>Neighbour: {@code user}; the flows above pass roles, permissions and profile from there to here.
 */
@NullMarked
package dev.latchkey.token;

import org.jspecify.annotations.NullMarked;
