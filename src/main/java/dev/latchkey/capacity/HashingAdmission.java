package dev.latchkey.capacity;

import dev.latchkey.problem.ProblemException;
import dev.latchkey.problem.ProblemType;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Decides whether a caller may have a password hashed, before any work is done. Callers who could not be served in time are refused as
 * busy. Callers of normal priority are refused earlier, while there is still room for recognised devices. This class counts places; the
 * hashing pool has the threads. Safe for use by several threads.
 */
@Singleton
public class HashingAdmission {

    /** Each waiting caller occupies one of Quarkus' 200 worker threads, and all other requests need some of them, too. */
    private static final int MOST_WAITING = 100;

    private final Duration maxWait;
    private final int threads;
    private final int places;
    private final AtomicInteger taken = new AtomicInteger();
    private final Counter refused;

    /** Moving average of CPU time per hash, half of a pair's. Elapsed time would grow under load and cause further refusals. */
    private volatile double nanosForOne;

    /** Whether the average is of hashes, and not yet {@link #expect expected} only. */
    private volatile boolean measured;

    HashingAdmission(CapacityConfig config, MeterRegistry metrics) {
        this.threads = config.threads().orElse(Runtime.getRuntime().availableProcessors());
        this.maxWait = config.maxWait();
        this.places = 2 * threads + Math.min(threads * config.queuePerThread(), MOST_WAITING);
        this.refused = Counter.builder("latchkey.password.shed")
                .description("passwords that were refused because too many were waiting")
                .register(metrics);
    }

    /**
     * Returns the number of threads that hash.
     *
     * @return 1 or more
     */
    public int threads() {
        return threads;
    }

    /**
     * Takes a place for a password that is hashed or waits; {@link #leave} gives it back.
     *
     * @param priority the caller's priority
     * @throws ProblemException {@code busy}, if the caller could not be served in time
     */
    public void enter(Priority priority) {
        enterMore(priority, 1);
    }

    /**
     * Checks whether {@link #enter} would succeed now, and takes no place. It does not block, so it may be called on an event loop.
     *
     * @param priority the caller's priority
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
     * Takes further places for a caller who has one and needs several hashes: all of them, or none.
     *
     * @param priority the caller's
     * @param further how many, or none
     * @throws ProblemException {@code busy}, as {@link #enter}
     */
    public void enterMore(Priority priority, int further) {
        int before;
        // not counted first: a refused caller takes no place, not even briefly
        do {
            before = taken.get();
            if (further > 0 && isFull(before + further - 1, priority)) {
                throw busy();
            }
        } while (!taken.compareAndSet(before, before + further));
    }

    /**
     * Gives places back.
     *
     * @param several number of places to give back
     */
    public void leave(int several) {
        taken.addAndGet(-several);
    }

    /**
     * Sets what a hash is taken to need until the first one is measured. Otherwise a crowd at a service that has just started would be let
     * in up to the last place, and hear only after the longest wait that it cannot be served.
     *
     * @param cpuNanos the expected CPU time
     */
    public void expect(double cpuNanos) {
        if (!measured) {
            nanosForOne = cpuNanos;
        }
    }

    /**
     * Updates the moving average of the CPU time per hash.
     *
     * @param cpuNanos the CPU time that one hash took
     */
    public void learn(double cpuNanos) {
        nanosForOne = measured ? nanosForOne + (cpuNanos - nanosForOne) / 8 : cpuNanos;
        measured = true;
    }

    /**
     * Returns how long a caller with a place waits for a thread at most.
     *
     * @return the setting
     */
    public Duration maxWait() {
        return maxWait;
    }

    /**
     * Counts a refusal and returns its problem. By the end of the time in its {@code Retry-After}, all callers who wait now have been
     * served.
     *
     * @return to be thrown
     */
    public ProblemException busy() {
        refused.increment();
        return ProblemException.of(ProblemType.BUSY, maxWait);
    }
}
