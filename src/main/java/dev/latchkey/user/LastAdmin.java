package dev.latchkey.user;

import dev.latchkey.problem.ProblemException;
import dev.latchkey.problem.ProblemType;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Maps the database's refusal to remove the last admin who can sign in (V15) to a problem. */
final class LastAdmin {

    private static final String SQL_STATE = "LK001";

    private static final String DETAIL = "No other active user with a password has the role admin."
            + " Give that role to another user who has a password, then try again.";

    private LastAdmin() {}

    /** Flushes pending changes, and throws the problem if the database refuses them. */
    static void flush() {
        try {
            User.flush();
        } catch (PersistenceException e) {
            throw isRefusal(e) ? ProblemException.of(ProblemType.LAST_ADMIN, DETAIL) : e;
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
