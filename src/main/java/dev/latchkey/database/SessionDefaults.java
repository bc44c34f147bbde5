package dev.latchkey.database;

import java.util.Map;

/**
 * The session parameters that the service sets regardless of the defaults of the server, database or role. A connection sets them by a
 * statement when it opens, because poolers refuse them as start-up parameters. Behind a pooler in transaction mode that is impossible: a
 * setting on one server connection does not apply to the next. There {@link DatabaseNeeds} checks the defaults.
 */
final class SessionDefaults {

    /**
     * One statement, and so one transaction, whenever a connection opens. The pool sets the isolation level itself. A replica that hangs in
     * a transaction loses its locks after half a minute; no healthy transaction is idle that long.
     */
    static final String OF_SERVICE =
            "select set_config('statement_timeout', '0', false), set_config('lock_timeout', '0', false),"
                    + " set_config('idle_in_transaction_session_timeout', '30s', false)";

    /**
     * For the migration. The connection that holds Flyway's lock is idle in its transaction while another one migrates, so it has no
     * timeout.
     */
    static final String OF_MIGRATION =
            "select set_config('statement_timeout', '0', false), set_config('lock_timeout', '0', false),"
                    + " set_config('idle_in_transaction_session_timeout', '0', false),"
                    + " set_config('default_transaction_isolation', 'read committed', false)";

    /** Connects to the primary only: a standby and a read-only primary are refused when the connection opens. */
    private static final Map<String, String> DIRECT = Map.of("targetServerType", "primary");

    private static final Map<String, String> BEHIND_POOLER =
            Map.of("targetServerType", "primary", "prepareThreshold", "0");

    private SessionDefaults() {}

    /** Returns the driver properties of all connections except the first one at the start. */
    static Map<String, String> driverProperties(boolean pooler) {
        return pooler ? BEHIND_POOLER : DIRECT;
    }
}
