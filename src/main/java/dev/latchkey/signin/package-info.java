/**
 * Signing in, by any method.
 *
 * <p>Owns: the order of a sign-in (capacity, attempt, method, completion), the methods, and the one completion that all methods share. The
 * completion checks that the user is active and the credential is still the one that was compared, opens the session and grant, issues the
 * device token, writes the audit row and gives the attempt back. The room also decides which budget an attempt has, and the caller's
 * priority.
 *
 * <p>Does not own: how a credential is stored and compared ({@code password}), what a session is ({@code session}), or how tokens travel
 * ({@code auth}).
 *
 * <p>A new method implements {@link dev.latchkey.signin.SignInMethod} and changes nothing here.
 */
@NullMarked
package dev.latchkey.signin;

import org.jspecify.annotations.NullMarked;
