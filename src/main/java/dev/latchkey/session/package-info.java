/**
 * Who is signed in.
 *
 * <p>Owns: sessions (when and how a person signed in, until when), ending them, and turning a bearer token into a caller
 * whose session is still alive.
 *
 * <p>Does not own: the check of a password ({@code password}) or the claims of a token ({@code token}).
 *
 * <p>Neighbour: none on this floor yet; {@code mfa} will be one.
 */
@NullMarked
package dev.latchkey.session;

import org.jspecify.annotations.NullMarked;
