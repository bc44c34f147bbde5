/**
 * Sessions, grants and refresh tokens.
 *
 * <p>Owns: sessions (when, how and where a user signed in, until when), grants (what one client may do in a session), refresh tokens and
 * their rotation, ending and revocation, and the authentication of a caller by a bearer token whose session is still open.
 *
 * <p>Does not own: the check of a password ({@code password}), the claims of a token ({@code token}), how a refresh token travels
 * ({@code auth}), or how resource servers learn what is revoked ({@code revocation}).
 *
 * <p>Neighbour: none on this floor yet; {@code factor} will be one.
 */
@NullMarked
package dev.latchkey.session;

import org.jspecify.annotations.NullMarked;
