package dev.latchkey.problem;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells a database that cannot serve now, which passes, from a fault of ours, which does not. Stateless. */
public final class DatabaseFaults {

    private static final int DEEPEST = 10;

    private DatabaseFaults() {}

    /**
     * Whether a fault, or what caused it, is that the database cannot serve now.
     *
     * @param fault any; null is none
     * @return true if it may pass by itself
     */
    public static boolean isUnavailable(@Nullable Throwable fault) {
        return has(fault, sql -> isUnavailable(sql), 0);
    }

    /** A connection that is lost during the commit is told of by what the fault suppressed, not by what caused it. */
    private static boolean has(@Nullable Throwable fault, Predicate<SQLException> kind, int depth) {
        if (fault == null || depth == DEEPEST) {
            return false;
        }
        return (fault instanceof SQLException sql && kind.test(sql))
                || has(fault.getCause(), kind, depth + 1)
                || Stream.of(fault.getSuppressed()).anyMatch(suppressed -> has(suppressed, kind, depth + 1));
    }

    /**
     * Whether a fault, or what caused it, is that another transaction came first: nothing was changed, and the same may succeed at once.
     *
     * @param fault any; null is none
     * @return true for SQLSTATE class 40 (serialization failure, deadlock)
     */
    public static boolean isConflict(@Nullable Throwable fault) {
        return has(fault, sql -> isConflict(sql), 0);
    }

    private static boolean isConflict(SQLException fault) {
        return fault.getSQLState() != null && fault.getSQLState().startsWith("40");
    }

    private static boolean isUnavailable(SQLException fault) {
        if (fault instanceof SQLTransientException || fault instanceof SQLRecoverableException) {
            return true;
        }
        String state = fault.getSQLState();
        // the pool's own exceptions (no connection in time, pool closed) have no state
        return state == null
                || isConflict(fault)
                || state.startsWith("08") // connection
                || state.startsWith("53") // too many connections, disk full, out of memory
                || state.startsWith("57") // shutting down, starting up, cancelled
                || state.startsWith("58") // system errors of the server
                || state.equals("55P03") // somebody else holds what we need
                || state.equals("25006"); // a standby that has not been promoted
    }
}
