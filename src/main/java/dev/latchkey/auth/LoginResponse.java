package dev.latchkey.auth;

/**
 * What a login answers.
 *
 * @param message a greeting
 * @param token the access token
 * @param tokenType always {@code Bearer} (RFC 6750)
 * @param expiresIn the token's life in seconds
 */
public record LoginResponse(String message, String token, String tokenType, long expiresIn) {

    @Override
    public String toString() {
        return "LoginResponse[token=<redacted>, expiresIn=" + expiresIn + "]";
    }
}
