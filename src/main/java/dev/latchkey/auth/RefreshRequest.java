package dev.latchkey.auth;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a refresh and a logout take; a browser sends the cookie instead.
 *
 * @param refreshToken the refresh token
 */
public record RefreshRequest(@Nullable String refreshToken) {

    /** What the API document shows. */
    static final String EXAMPLE = "{\"refreshToken\": \"lk1.AZqyxHoefD-dUg9rjB0uPw…\"}";

    static Optional<String> token(@Nullable RefreshRequest request) {
        return Optional.ofNullable(request).map(RefreshRequest::refreshToken);
    }

    @Override
    public String toString() {
        return "RefreshRequest[refreshToken=<redacted>]";
    }
}
