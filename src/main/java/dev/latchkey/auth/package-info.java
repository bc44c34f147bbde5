/**
 * HTTP routes for signing in.
 *
 * <p>Owns: {@code /auth/register}, {@code login}, {@code refresh} and {@code logout}, how a refresh token travels, and which pages may send its cookie.
 *
 * <p>Does not own: any of the checks; they are on the floors below.
 *
 * <p>Neighbour: {@code account}, for users who are signed in.
 */
@NullMarked
package dev.latchkey.auth;

import org.jspecify.annotations.NullMarked;
