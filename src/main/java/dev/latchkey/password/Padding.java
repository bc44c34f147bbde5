package dev.latchkey.password;

import dev.latchkey.password.bcrypt.BcryptEngine;
import dev.latchkey.password.bcrypt.BcryptJob;
import java.lang.management.ManagementFactory;

/**
 * Work whose result nobody sees, behind a comparison that was none of bcrypt: so that it takes no less than one of bcrypt. How long that
 * is, in CPU time, is learned from those there were.
 *
 * <p>Safe for use by several threads: of two that learn at once, one may be forgotten.
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

    /** The time of the thread that asks. */
    static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** Takes note of what one comparison of bcrypt took, alone on its core. */
    void learn(BcryptJob job, long nanos) {
        if (job.work() == cost) {
            nanosOfOne = nanosOfOne == 0 ? nanos : nanosOfOne + (nanos - nanosOfOne) / 8;
        }
    }

    /** Works on until the thread has taken as much since it began as one comparison of bcrypt. */
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
