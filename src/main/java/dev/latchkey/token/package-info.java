/**
 * Access tokens.
 *
 * <p>Owns: which claims a token has, its lifetime and audience, signing it and checking it, which parts of a profile may go
 * into it.
 *
 * <p>Does not own: the keys ({@code key}), or whether the session behind a token is still alive ({@code session}).
 *
 * <p>Neighbour: {@code user}; the flows above carry grants and profile from there to here.
 */
@NullMarked
package dev.latchkey.token;

import org.jspecify.annotations.NullMarked;
