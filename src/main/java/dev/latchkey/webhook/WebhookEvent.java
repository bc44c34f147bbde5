package dev.latchkey.webhook;

import java.util.Arrays;
import java.util.Optional;

/** The events that endpoints can receive. The database writes these names. */
public enum WebhookEvent {
    /** A user was created: registered, or created by an operator or an import. */
    USER_CREATED("user.created"),
    /** A user was deleted, with all data of the user. */
    USER_DELETED("user.deleted"),
    /** A session was ended before its time, by the user, an operator or the service; its access tokens are revoked. */
    SESSION_REVOKED("session.revoked"),
    /** A user's password was changed. */
    PASSWORD_CHANGED("password.changed");

    private final String type;

    WebhookEvent(String type) {
        this.type = type;
    }

    /**
     * Returns the event with a type.
     *
     * @param type as {@link #type()} returns it
     * @return empty if there is none
     */
    public static Optional<WebhookEvent> of(String type) {
        return Arrays.stream(values()).filter(each -> each.type.equals(type)).findFirst();
    }

    /**
     * Returns the type.
     *
     * @return its name in JSON
     */
    public String type() {
        return type;
    }
}
