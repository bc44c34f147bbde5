package dev.latchkey.session;

import java.util.UUID;

/**
 * Identifies a grant: what one client may do in a session. Each refresh token belongs to one.
 *
 * @param kind tells which table has its row
 * @param id the grant's id; for a grant of the built-in client, the session's id
 */
record GrantId(Kind kind, UUID id) {

    /** The client that every sign-in opens a grant for: the front end that calls Latchkey's own routes. */
    static final String BUILT_IN_CLIENT = "latchkey";

    /** Where the row of a grant is, and the prefix of its refresh tokens. */
    enum Kind {
        /** The first grant of a session, which is in the session's own row. */
        OF_SESSION("lk1."),
        /** Every other grant, which has a row of its own. */
        OF_CLIENT("lk2.");

        private final String tokenPrefix;

        Kind(String tokenPrefix) {
            this.tokenPrefix = tokenPrefix;
        }

        String tokenPrefix() {
            return tokenPrefix;
        }
    }

    /** Returns the id of the grant that a sign-in opens together with its session. */
    static GrantId ofSession(UUID sessionId) {
        return new GrantId(Kind.OF_SESSION, sessionId);
    }

    static GrantId ofClient(UUID id) {
        return new GrantId(Kind.OF_CLIENT, id);
    }
}
