package dev.latchkey.problem;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import org.jspecify.annotations.Nullable;

/** Tells a database that cannot serve now, which passes, from a fault of ours, which does not. Stateless. */
public final class DatabaseFaults {

    private DatabaseFaults() {}

    /**
     * Whether a fault, or what caused it, is that the database cannot serve now.
     *
     * @param fault any; null is none
     * @return true if it may pass by itself
     */
    public static boolean isUnavailable(@Nullable Throwable fault) {
        int depth = 0;
        for (Throwable cause = fault; cause != null && depth < 20; cause = cause.getCause(), depth++) {
            if (cause instanceof SQLException sql && isUnavailable(sql)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isUnavailable(SQLException fault) {
        if (fault instanceof SQLTransientException || fault instanceof SQLRecoverableException) {
            return true;
        }
        String state = fault.getSQLState();
        // the pool's own exceptions (no connection in time, pool closed) have no state
        return state == null
                || state.startsWith("08") // connection
                || state.startsWith("53") // too many connections, disk full, out of memory
                || state.startsWith("57") // shutting down, starting up, cancelled
                || state.startsWith("58") // system errors of the server
                || state.equals("55P03") // somebody else holds what we need
                || state.equals("25006"); // a standby that has not been promoted
    }
}
