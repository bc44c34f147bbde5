/**
 * Signing in.
 *
 * <p>Owns: {@code /auth/register} and {@code /auth/login}, the order of their checks, and the one refusal of a login.
 *
 * <p>Does not own: any of the checks; they are on the floors below.
 *
 * <p>Neighbour: {@code account}, for the person once signed in.
 */
@NullMarked
package dev.latchkey.auth;

import org.jspecify.annotations.NullMarked;
