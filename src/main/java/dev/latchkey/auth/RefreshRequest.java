package dev.latchkey.auth;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Request body of a refresh and of a logout. A browser sends the cookie instead.
 *
 * @param refreshToken the refresh token
 */
public record RefreshRequest(@Nullable String refreshToken) {

    /** Example for the OpenAPI document. */
    static final String EXAMPLE = "{\"refreshToken\": \"lk1.AZqyxHoefD-dUg9rjB0uPw…\"}";

    static Optional<String> token(@Nullable RefreshRequest request) {
        return Optional.ofNullable(request).map(RefreshRequest::refreshToken);
    }

    @Override
    public String toString() {
        return "RefreshRequest[refreshToken=<redacted>]";
    }
}
