package dev.latchkey.user;

import dev.latchkey.problem.ProblemException;
import dev.latchkey.problem.ProblemType;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The database lets nobody take the last admin away, see V9; this turns its refusal into ours. */
final class LastAdmin {

    private static final String SQL_STATE = "LK001";

    private LastAdmin() {}

    /** Writes what was changed so far. */
    static void flush() {
        try {
            User.flush();
        } catch (PersistenceException e) {
            throw isRefusal(e) ? ProblemException.of(ProblemType.LAST_ADMIN) : e;
        }
    }

    private static boolean isRefusal(@Nullable Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && SQL_STATE.equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }
}
