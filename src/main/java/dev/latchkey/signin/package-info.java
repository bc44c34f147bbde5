/**
 * Signing in, whatever proves who the user is.
 *
 * <p>Owns: the order of a sign-in (capacity, attempt, method, completion), the methods, and the one completion that all of them share:
 * is the account still active and its credential still the one that was checked, session and grant, device, audit, the attempt given
 * back. Which budget an attempt has, and which callers go first.
 *
 * <p>Does not own: how a credential is stored and compared ({@code password}), what a session is ({@code session}), or how tokens travel
 * ({@code auth}).
 *
 * <p>A new method implements {@link dev.latchkey.signin.SignInMethod} and changes nothing here.
 */
@NullMarked
package dev.latchkey.signin;

import org.jspecify.annotations.NullMarked;
