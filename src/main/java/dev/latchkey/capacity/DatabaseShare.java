package dev.latchkey.capacity;

import dev.latchkey.problem.ProblemException;
import dev.latchkey.problem.ProblemType;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Limits logins and registrations to half of the connection pool. The other half stays free for refreshes and signed-in users, however many
 * logins arrive and however slow the database is. Callers of normal priority may use three quarters of the share, rounded down but at least
 * 1, so that recognised devices and callers whose password was right do not queue behind them.
 *
 * <p>Safe for use by several threads. Callers are served in order of arrival; after each standstill's time, a waiting caller goes to the
 * end of the queue.
 */
@Singleton
public class DatabaseShare {

    /**
     * Maximum wait while no caller is served. With the waits for a connection and for an answer, 1.5 s and 3 s, it is less than the 5 s
     * within which a caller gets an answer.
     */
    private static final Duration STANDSTILL = Duration.ofMillis(450);

    /** Maximum wait while other callers are served: many users behind one address sign in at once, and the database is busy. */
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Semaphore connections;
    private final Semaphore ofNormalPriority;
    private final LongAdder served = new LongAdder();

    DatabaseShare(@ConfigProperty(name = "quarkus.datasource.jdbc.max-size") int poolSize) {
        int size = Math.max(1, poolSize / 2);
        this.connections = new Semaphore(size, true);
        this.ofNormalPriority = new Semaphore((int) Math.max(1, Priority.NORMAL.of(size)), true);
    }

    /**
     * Runs work that needs one connection.
     *
     * @param priority the caller's priority
     * @param work the work
     * @param <T> type of the result
     * @return the result of the work
     * @throws ProblemException {@code unavailable}, if no connection of the share was free in time: the database is down or too slow
     */
    public <T> T with(Priority priority, Supplier<T> work) {
        Wait wait = new Wait();
        Supplier<T> connected = () -> wait.holding(connections, () -> served(work));
        return priority == Priority.NORMAL ? wait.holding(ofNormalPriority, connected) : connected.get();
    }

    private <T> T served(Supplier<T> work) {
        try {
            T result = work.get();
            served.increment();
            return result;
        } catch (ProblemException refusal) {
            served.increment();
            throw refusal;
        }
    }

    /** The wait of one caller, over all semaphores that the caller needs. */
    private final class Wait {

        private final long begun = System.nanoTime();
        private long lastProgress = begun;
        private long servedThen = served.sum();

        <T> T holding(Semaphore places, Supplier<T> work) {
            try {
                acquire(places);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("stopped while waiting for a connection", e);
            }
            try {
                return work.get();
            } finally {
                places.release();
            }
        }

        private void acquire(Semaphore places) throws InterruptedException {
            while (!places.tryAcquire(lastProgress + STANDSTILL.toNanos() - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                long servedNow = served.sum();
                if (servedNow == servedThen || System.nanoTime() - begun > LONGEST.toNanos()) {
                    throw ProblemException.of(ProblemType.UNAVAILABLE, RETRY_AFTER);
                }
                servedThen = servedNow;
                lastProgress = System.nanoTime();
            }
        }
    }
}
