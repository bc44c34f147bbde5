package dev.latchkey.audit;

import java.util.UUID;

/**
 * Who did something to somebody or something else.
 *
 * @param name what is stored: a user's id, or {@code command-line}
 */
public record Actor(String name) {

    /** Whoever may run commands beside the service: its operator. */
    public static final Actor COMMAND_LINE = new Actor("command-line");

    /**
     * A signed-in person.
     *
     * @param userId the person
     * @return the actor
     */
    public static Actor user(UUID userId) {
        return new Actor(userId.toString());
    }
}
