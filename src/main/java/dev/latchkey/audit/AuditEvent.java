package dev.latchkey.audit;

/** The security events there are, in the past tense. A {@link #type()} is stable: it is stored. */
public enum AuditEvent {
    /** A refresh token was used again after its successor: somebody has a copy. The session was ended. */
    REFRESH_TOKEN_REUSED("RefreshTokenReused"),
    /** One session was ended on purpose, by its refresh token or from the list. */
    SESSION_ENDED("SessionEnded"),
    /** All sessions of a person but the named one were ended. */
    OTHER_SESSIONS_ENDED("OtherSessionsEnded"),
    /** All sessions of a person were ended. */
    ALL_SESSIONS_ENDED("AllSessionsEnded");

    private final String type;

    AuditEvent(String type) {
        this.type = type;
    }

    /**
     * The name that is stored.
     *
     * @return words in the past tense
     */
    public String type() {
        return type;
    }
}
