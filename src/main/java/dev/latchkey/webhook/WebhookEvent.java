package dev.latchkey.webhook;

import java.util.Arrays;
import java.util.Optional;

/** What endpoints can be told. The database writes these names. */
public enum WebhookEvent {
    /** A person is there, by themselves, an operator or an import. */
    USER_CREATED("user.created"),
    /** A person is gone, with all that was theirs. */
    USER_DELETED("user.deleted"),
    /** A session was ended before its time, by whomever; its access tokens are revoked. */
    SESSION_REVOKED("session.revoked"),
    /** A person has another password. */
    PASSWORD_CHANGED("password.changed");

    private final String type;

    WebhookEvent(String type) {
        this.type = type;
    }

    /**
     * The event of a name.
     *
     * @param type what {@link #type()} says
     * @return empty if there is none
     */
    public static Optional<WebhookEvent> of(String type) {
        return Arrays.stream(values()).filter(each -> each.type.equals(type)).findFirst();
    }

    /**
     * The name.
     *
     * @return as it is on the wire
     */
    public String type() {
        return type;
    }
}
