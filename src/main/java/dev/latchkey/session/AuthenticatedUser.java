package dev.latchkey.session;

import java.security.Principal;
import java.util.UUID;

/**
 * The signed-in user who sends a request: the token is valid and its session open.
 *
 * @param userId the user's id
 * @param sessionId the session that the token belongs to
 * @param name the user name when the token was issued
 */
public record AuthenticatedUser(UUID userId, UUID sessionId, String name) implements Principal {

    @Override
    public String getName() {
        return name;
    }
}
