package dev.latchkey.platform;

import java.util.Map;

/**
 * The session parameters that the service does not leave to the defaults of a server, a database or a role. A connection sets them when
 * it opens, by a statement: poolers refuse them as parameters of the start-up. Behind a pooler in transaction mode that is impossible,
 * because what is set on one server connection does not hold for the next; there {@link DatabaseNeeds} checks the defaults.
 */
final class SessionDefaults {

    /**
     * One statement, and so one transaction, each time a connection opens. The pool sets the isolation level by itself. A replica that
     * hangs in a transaction loses its locks after half a minute; no other idles as long.
     */
    static final String OF_SERVICE =
            "select set_config('statement_timeout', '0', false), set_config('lock_timeout', '0', false),"
                    + " set_config('idle_in_transaction_session_timeout', '30s', false)";

    /** Flyway's lock is held by a connection that idles in its transaction while another one migrates. */
    static final String OF_MIGRATION =
            "select set_config('statement_timeout', '0', false), set_config('lock_timeout', '0', false),"
                    + " set_config('idle_in_transaction_session_timeout', '0', false),"
                    + " set_config('default_transaction_isolation', 'read committed', false)";

    /** A standby, or a primary that was made read-only, is refused when the connection opens. */
    private static final Map<String, String> DIRECT = Map.of("targetServerType", "primary");

    private static final Map<String, String> BEHIND_POOLER =
            Map.of("targetServerType", "primary", "prepareThreshold", "0");

    private SessionDefaults() {}

    /** Driver properties of all connections but the first of the start. */
    static Map<String, String> driverProperties(boolean pooler) {
        return pooler ? BEHIND_POOLER : DIRECT;
    }
}
