package dev.latchkey.password;

import dev.latchkey.password.bcrypt.BcryptEngine;
import dev.latchkey.password.bcrypt.BcryptJob;
import java.lang.management.ManagementFactory;

/**
 * Pads a comparison with a hash other than bcrypt with further work whose result is discarded, so that it takes no less time than a bcrypt
 * comparison. The CPU time of a bcrypt comparison is learned from recent ones.
 *
 * <p>Safe for use by several threads. If two threads update the average at once, one update may be lost.
 */
final class Padding {

    private static final int FINE = BcryptJob.MINIMUM_COST;
    private static final byte[] ANY = {1};
    private static final long FINE_NANOS = 1_500_000;

    private final BcryptEngine engine;
    private final int cost;
    private volatile long nanosOfOne;

    Padding(BcryptEngine engine, int cost) {
        this.engine = engine;
        this.cost = cost;
    }

    /** Returns the CPU time of the current thread. */
    static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** Updates the average with the CPU time of one bcrypt comparison that was computed alone on its core. */
    void learn(BcryptJob job, long nanos) {
        if (job.work() == cost) {
            nanosOfOne = nanosOfOne == 0 ? nanos : nanosOfOne + (nanos - nanosOfOne) / 8;
        }
    }

    /** Computes hashes until the thread has used as much CPU time since {@code begin} as one bcrypt comparison. */
    void fill(long begin) {
        long target = nanosOfOne;
        if (target == 0) {
            engine.compute(new BcryptJob(ANY, new byte[16], cost));
        }
        for (long left; (left = begin + target - cpuNanos()) > 0; ) {
            if (left > FINE_NANOS) {
                engine.compute(new BcryptJob(ANY, new byte[16], FINE));
            }
        }
    }
}
