package dev.latchkey.capacity;

import dev.latchkey.problem.ProblemException;
import dev.latchkey.problem.ProblemType;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Decides who may have a password hashed, before any work is done: callers who could not be served in time are refused as busy, those
 * of normal priority while there is still room for recognised devices. It counts places; the hashing pool has the threads. Safe for use
 * by several threads.
 */
@Singleton
public class HashingAdmission {

    /** Each caller keeps one of Quarkus' 200 worker threads while it waits; all other calls need some, too. */
    private static final int MOST_WAITING = 100;

    private final Duration maxWait;
    private final int threads;
    private final int places;
    private final AtomicInteger taken = new AtomicInteger();
    private final Counter refused;

    /** Moving average of CPU time per hash, half of a pair's. Elapsed time would grow under load and cause further refusals. */
    private volatile double nanosForOne;

    HashingAdmission(CapacityConfig config, MeterRegistry metrics) {
        this.threads = config.threads().orElse(Runtime.getRuntime().availableProcessors());
        this.maxWait = config.maxWait();
        this.places = 2 * threads + Math.min(threads * config.queuePerThread(), MOST_WAITING);
        this.refused = Counter.builder("latchkey.password.shed")
                .description("passwords that were refused because too many were waiting")
                .register(metrics);
    }

    /**
     * Returns how many threads hash.
     *
     * @return 1 or more
     */
    public int threads() {
        return threads;
    }

    /**
     * Takes a place among those that are hashed or wait; {@link #leave} gives it back.
     *
     * @param priority the caller's
     * @throws ProblemException {@code busy}, if the caller could not be served in time
     */
    public void enter(Priority priority) {
        int before;
        // not counted first: a refused caller takes no place, not even briefly
        do {
            before = taken.get();
            if (isFull(before, priority)) {
                throw busy();
            }
        } while (!taken.compareAndSet(before, before + 1));
    }

    /**
     * Asks what {@link #enter} would say now, and takes no place. It does not wait, so it may be asked on an event loop.
     *
     * @param priority the caller's
     * @throws ProblemException {@code busy}
     */
    public void requireRoom(Priority priority) {
        if (isFull(taken.get(), priority)) {
            throw busy();
        }
    }

    private boolean isFull(int before, Priority priority) {
        return before >= priority.of(places) || before * nanosForOne / threads > priority.of(maxWait.toNanos());
    }

    /**
     * Takes further places for a caller who has one and needs several hashes, so that {@link #enter} knows of all the work.
     *
     * @param further how many, or none
     */
    public void enterMore(int further) {
        taken.addAndGet(further);
    }

    /**
     * Gives places back.
     *
     * @param several how many were taken
     */
    public void leave(int several) {
        taken.addAndGet(-several);
    }

    /**
     * Learns how much work a hash is.
     *
     * @param cpuNanos the CPU time that one took
     */
    public void learn(double cpuNanos) {
        nanosForOne = nanosForOne == 0 ? cpuNanos : nanosForOne + (cpuNanos - nanosForOne) / 8;
    }

    /**
     * The longest that a caller with a place waits for a thread.
     *
     * @return the setting
     */
    public Duration maxWait() {
        return maxWait;
    }

    /**
     * A refusal, counted. By the end of the time in it, all who wait now have been served.
     *
     * @return to be thrown
     */
    public ProblemException busy() {
        refused.increment();
        return ProblemException.of(ProblemType.BUSY, maxWait);
    }
}
