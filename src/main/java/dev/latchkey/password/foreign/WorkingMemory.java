package dev.latchkey.password.foreign;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Limits the heap memory that all comparisons together may use at a time to a quarter of the heap, but at least what one comparison may
 * use. The heap is 40 % of the container's memory on the JVM, and what {@code Dockerfile.native} says of the binary, whose own default is
 * 80 % of the machine. A comparison that finds too little memory free waits, on its thread of the hashing pool, for earlier ones to end. Safe for use by
 * several threads.
 */
final class WorkingMemory {

    /**
     * Maximum memory of one comparison: scrypt with N = 2^17 and r = 8, OWASP's first choice, which is the largest of the common defaults.
     */
    static final int MOST_KIB = 128 * 1024;

    /** Maximum memory that one comparison may write in total: a few seconds. */
    static final int MOST_WORK_KIB = 512 * 1024;

    private static final Semaphore KIB =
            new Semaphore((int) Math.max(Math.min(Runtime.getRuntime().maxMemory() / 4096, 1 << 24), MOST_KIB), true);

    private WorkingMemory() {}

    /** Runs work that needs this much memory as soon as it is free. */
    static <T> T with(int kib, Supplier<T> work) {
        KIB.acquireUninterruptibly(kib);
        try {
            return work.get();
        } finally {
            KIB.release(kib);
        }
    }
}
