package dev.latchkey.audit;

import java.util.UUID;

/**
 * The user or operator who caused an event that concerns another user, a role or a key.
 *
 * @param name what is stored: a user's id, or {@code command-line}
 */
public record Actor(String name) {

    /** The operator, who may run commands beside the service. */
    public static final Actor COMMAND_LINE = new Actor("command-line");

    /**
     * Returns the actor for a signed-in user.
     *
     * @param userId the user
     * @return the actor
     */
    public static Actor user(UUID userId) {
        return new Actor(userId.toString());
    }
}
