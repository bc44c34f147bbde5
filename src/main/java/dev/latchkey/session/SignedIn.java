package dev.latchkey.session;

import java.security.Principal;
import java.util.UUID;

/**
 * The person who makes a call, whose token is good and whose session is alive.
 *
 * @param userId the person's id
 * @param sessionId the session that the call belongs to
 * @param name the user name at the time of the token
 */
public record SignedIn(UUID userId, UUID sessionId, String name) implements Principal {

    @Override
    public String getName() {
        return name;
    }
}
