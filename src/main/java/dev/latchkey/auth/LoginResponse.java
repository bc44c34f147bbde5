package dev.latchkey.auth;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.latchkey.session.RefreshToken;
import dev.latchkey.token.AccessTokens.AccessToken;
import org.jspecify.annotations.Nullable;

/**
 * Response body of a login and of a refresh.
 *
 * @param message a greeting, at the login only
 * @param token the access token
 * @param tokenType always {@code Bearer} (RFC 6750)
 * @param expiresIn lifetime of the access token in seconds
 * @param refreshToken the next refresh token, if it travels in the body
 * @param refreshExpiresIn seconds until the session's absolute end
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LoginResponse(
        @Nullable String message,
        String token,
        String tokenType,
        long expiresIn,
        @Nullable String refreshToken,
        long refreshExpiresIn) {

    static LoginResponse of(@Nullable String message, AccessToken token, RefreshToken refresh, Transport transport) {
        return new LoginResponse(
                message,
                token.value(),
                "Bearer",
                token.lifetime().toSeconds(),
                transport == Transport.BODY ? refresh.value() : null,
                refresh.lifetime().toSeconds());
    }

    @Override
    public String toString() {
        return "LoginResponse[token=<redacted>, expiresIn=" + expiresIn + "]";
    }
}
