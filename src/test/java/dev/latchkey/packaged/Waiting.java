package dev.latchkey.packaged;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for effects of other processes. */
final class Waiting {

    private Waiting() {}

    static void aMoment() {
        pause(Duration.ofMillis(100));
    }

    static void pause(Duration length) {
        try {
            Thread.sleep(length.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Returns whether a condition becomes true in time. */
    static boolean comesTrue(Duration patience, BooleanSupplier condition) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < deadline) {
            if (condition.getAsBoolean()) {
                return true;
            }
            aMoment();
        }
        return false;
    }
}
