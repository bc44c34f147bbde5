package dev.latchkey.database;

import dev.latchkey.problem.DatabaseFault;
import dev.latchkey.problem.DatabaseFaults;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/**
 * Runs a transaction a second time if PostgreSQL reports that the first had no effect: it was rolled back because of another one (class
 * 40), the connection was terminated before or during it (57P01 and others), or is read-only (25006). For a terminated or read-only
 * connection, all idle connections leave the pool too, because the cause has affected them as well. Safe for use by several threads.
 */
@Singleton
public class Retry {

    private static final Logger LOG = Logger.getLogger(Retry.class);

    /**
     * Faults of one connection that the idle ones may share. Those are not validated while there are no requests, so the next request opens
     * a new one.
     */
    private static final Set<DatabaseFault> LOST = Set.of(DatabaseFault.CONNECTION_LOST, DatabaseFault.TIMED_OUT);

    private static final Duration FLUSH = Duration.ofMillis(50);

    private final AgroalDataSource pool;

    Retry(AgroalDataSource pool) {
        this.pool = pool;
    }

    /**
     * Work that may run twice.
     *
     * @param <T> its result
     * @param <E> what it may throw
     */
    public interface Work<T, E extends Exception> {
        /** Runs the work. */
        T run() throws E;
    }

    /**
     * Runs work that is one transaction, or a single statement. Within a transaction it runs once.
     *
     * @param work may run twice; its effects outside of the database must allow that
     */
    public <T, E extends Exception> T run(Work<T, E> work) throws E {
        return run(work, false);
    }

    /**
     * Runs work that only reads. It also runs again if its connection was lost.
     *
     * @param work may run twice
     */
    public <T, E extends Exception> T read(Work<T, E> work) throws E {
        return run(work, true);
    }

    private <T, E extends Exception> T run(Work<T, E> work, boolean reads) throws E {
        if (QuarkusTransaction.getStatus() != Status.STATUS_NO_TRANSACTION) {
            return work.run();
        }
        try {
            return work.run();
        } catch (Exception first) {
            DatabaseFaults.Found found = DatabaseFaults.find(first).orElse(null);
            if (found == null) {
                throw first;
            }
            DatabaseFault fault = found.fault();
            boolean again = didNothing(fault, first) || (reads && fault == DatabaseFault.CONNECTION_LOST);
            boolean othersToo = LOST.contains(fault) || (again && fault != DatabaseFault.CONFLICT);
            if (othersToo) {
                pool.flush(AgroalDataSource.FlushMode.IDLE);
            }
            if (!again) {
                throw first;
            }
            LOG.infof("once more: %s", found.what(DatabaseFaults.place()));
            if (othersToo) {
                // the pool flushes on another thread; without a pause the second attempt may get a broken connection
                LockSupport.parkNanos(FLUSH.toNanos());
            }
            return work.run();
        }
    }

    private static boolean didNothing(DatabaseFault fault, Exception thrown) {
        return switch (fault) {
            case CONFLICT, READ_ONLY -> true;
            // a transaction whose commit was interrupted may have been committed
            case STARTING_OR_STOPPING -> !isOfCommit(thrown);
            default -> false;
        };
    }

    /**
     * Returns whether the commit failed: its error is a suppressed exception of {@code RollbackException}. A failure before the commit is
     * its cause.
     */
    private static boolean isOfCommit(Throwable thrown) {
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            if (each instanceof RollbackException && each.getSuppressed().length > 0) {
                return true;
            }
        }
        return false;
    }
}
