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
 * Half of the database connections, which is all that logins and registrations may have at once: however many come, and however
 * slow the database is, the other half is there for refreshes and signed-in people. Strangers have three quarters of it, as far
 * as it can be divided: those who are known, and those whose password was right, do not stand behind them.
 *
 * <p>Safe for use by several threads; who waits is served in order, or behind the others after each standstill's time.
 */
@Singleton
public class DatabaseShare {

    /**
     * How long somebody waits while nobody is served. With the waits for a connection and for an answer, 1.5 and 3 s, it is less than
     * the 5 s within which a caller hears.
     */
    private static final Duration STANDSTILL = Duration.ofMillis(450);

    /** How long somebody waits while the others are served: many sign in at once from behind one address, and the database is busy. */
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Semaphore connections;
    private final Semaphore strangers;
    private final LongAdder served = new LongAdder();

    DatabaseShare(@ConfigProperty(name = "quarkus.datasource.jdbc.max-size") int poolSize) {
        int size = Math.max(1, poolSize / 2);
        this.connections = new Semaphore(size, true);
        this.strangers = new Semaphore((int) Math.max(1, Priority.NORMAL.of(size)), true);
    }

    /**
     * Does what needs one connection.
     *
     * @param priority who asks
     * @param work what to do
     * @param <T> what comes of it
     * @return what came of it
     * @throws ProblemException {@code unavailable}, if none of the share was free in time: the database is down, or too slow
     */
    public <T> T with(Priority priority, Supplier<T> work) {
        Wait wait = new Wait();
        Supplier<T> connected = () -> wait.holding(connections, () -> served(work));
        return priority == Priority.NORMAL ? wait.holding(strangers, connected) : connected.get();
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

    /** One caller's, for all that they wait for. */
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
