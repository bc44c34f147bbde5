package dev.latchkey.password.foreign;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * What all comparisons together may take of the heap for a moment: a quarter of it, or as much as one may take. Who finds too little
 * left waits, on its thread of the hashing pool, for those before to end. Safe for use by several threads.
 */
final class WorkingMemory {

    /** As much as one comparison may take: scrypt with N = 2^17 and r = 8, OWASP's first choice, which is the most of common defaults. */
    static final int MOST_KIB = 128 * 1024;

    /** As much as one comparison may write all in all: a few seconds. */
    static final int MOST_WORK_KIB = 512 * 1024;

    private static final Semaphore KIB =
            new Semaphore((int) Math.max(Math.min(Runtime.getRuntime().maxMemory() / 4096, 1 << 24), MOST_KIB), true);

    private WorkingMemory() {}

    /** Does work that takes so much memory when there is as much. */
    static <T> T with(int kib, Supplier<T> work) {
        KIB.acquireUninterruptibly(kib);
        try {
            return work.get();
        } finally {
            KIB.release(kib);
        }
    }
}
