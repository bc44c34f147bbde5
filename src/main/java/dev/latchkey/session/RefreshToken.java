package dev.latchkey.session;

import java.time.Duration;

/**
 * A refresh token, as its owner gets it.
 *
 * @param value {@code lk1.} and 70 characters of base64url
 * @param lifetime when it ends at the latest, from now; unused, it ends with the session's idle life
 */
public record RefreshToken(String value, Duration lifetime) {

    @Override
    public String toString() {
        return "RefreshToken[value=<redacted>, lifetime=" + lifetime + "]";
    }
}
