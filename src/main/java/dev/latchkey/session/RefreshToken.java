package dev.latchkey.session;

import java.time.Duration;

/**
 * A refresh token as the client gets it.
 *
 * @param value a prefix of 4 characters ({@code lk1.} for the built-in client) and 70 characters of base64url
 * @param lifetime time until the session's absolute end; if it is not used, it expires earlier, with the session's idle lifetime
 */
public record RefreshToken(String value, Duration lifetime) {

    @Override
    public String toString() {
        return "RefreshToken[value=<redacted>, lifetime=" + lifetime + "]";
    }
}
