package dev.latchkey.platform;

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
 * Runs a transaction a second time when PostgreSQL says that the first did nothing: it was rolled back because of another one (class
 * 40), the connection was terminated before it began or during it (57P01 and others), or cannot write (25006). Then, too, all idle
 * connections leave the pool, because what ended one has ended the others. Safe for use by several threads.
 */
@Singleton
public class Retry {

    private static final Logger LOG = Logger.getLogger(Retry.class);

    /** What broke one connection may have broken the idle ones, which are not asked while there are no calls: the next call opens its own. */
    private static final Set<DatabaseFault> LOST = Set.of(DatabaseFault.CONNECTION_LOST, DatabaseFault.TIMED_OUT);

    private static final Duration FLUSH = Duration.ofMillis(50);

    private final AgroalDataSource pool;

    Retry(AgroalDataSource pool) {
        this.pool = pool;
    }

    /**
     * What may run twice.
     *
     * @param <T> what comes of it
     * @param <E> what it may throw
     */
    public interface Work<T, E extends Exception> {
        /** Does it. */
        T run() throws E;
    }

    /**
     * Runs work that is one transaction, or one statement that is its own; inside a transaction, once.
     *
     * @param work may run twice; what it changes outside of the database must bear that
     */
    public <T, E extends Exception> T run(Work<T, E> work) throws E {
        return run(work, false);
    }

    /**
     * Runs work that only reads: it is also run once more where its connection was lost.
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
                // the pool flushes on a thread of its own; without it the second try may get the next broken connection
                LockSupport.parkNanos(FLUSH.toNanos());
            }
            return work.run();
        }
    }

    private static boolean didNothing(DatabaseFault fault, Exception thrown) {
        return switch (fault) {
            case CONFLICT, READ_ONLY -> true;
            // lost while it was being told to commit: it may have
            case STARTING_OR_STOPPING -> !isOfCommit(thrown);
            default -> false;
        };
    }

    /** What the commit itself came to is suppressed by the exception that tells of it; what failed before the commit has caused it. */
    private static boolean isOfCommit(Throwable thrown) {
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            if (each instanceof RollbackException && each.getSuppressed().length > 0) {
                return true;
            }
        }
        return false;
    }
}
