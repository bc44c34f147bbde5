package dev.latchkey.revocation;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Caches a value for a second. One caller reads it anew; concurrent callers get the same answer or the same failure, so no caller waits
 * longer than one read takes. Safe for use by several threads.
 */
final class SingleFlight<T> {

    static final long KEPT_NANOS = 1_000_000_000L;

    private final UnaryOperator<@Nullable T> read;
    private @Nullable Reading<T> last;
    private @Nullable CompletableFuture<T> underway;

    /** Takes the function that computes the next value from the last one, or from null. */
    SingleFlight(UnaryOperator<@Nullable T> read) {
        this.read = read;
    }

    /** A value that was read, and when the read began. */
    private record Reading<T>(T value, long beganNanos) {}

    T get() {
        CompletableFuture<T> mine = new CompletableFuture<>();
        CompletableFuture<T> others;
        T before;
        synchronized (this) {
            if (last != null && System.nanoTime() - last.beganNanos() < KEPT_NANOS) {
                return last.value();
            }
            before = last == null ? null : last.value();
            others = underway;
            if (others == null) {
                underway = mine;
            }
        }
        return others == null ? readFor(mine, before) : join(others);
    }

    private T readFor(CompletableFuture<T> all, @Nullable T before) {
        long began = System.nanoTime();
        try {
            T value = read.apply(before);
            finish(new Reading<>(value, began));
            all.complete(value);
            return value;
        } catch (RuntimeException | Error e) {
            finish(null);
            all.completeExceptionally(e);
            throw e;
        }
    }

    private synchronized void finish(@Nullable Reading<T> reading) {
        underway = null;
        if (reading != null) {
            last = reading;
        }
    }

    private static <T> T join(CompletableFuture<T> others) {
        try {
            return others.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException fault ? fault : e;
        }
    }
}
