package dev.latchkey.password;

import dev.latchkey.capacity.Priority;
import dev.latchkey.password.bcrypt.BcryptEngine;
import dev.latchkey.password.bcrypt.BcryptJob;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What waits in the hashing pool for a thread, and its caller's way to the result. The result comes from this task's own job,
 * never by way of a list or an index, so that two tasks cannot be taken for each other.
 */
final class HashingTask<T> {

    private final String operation;
    private final Priority priority;
    private final @Nullable BcryptJob job;
    private final Supplier<T> then;
    private final long arrived = System.nanoTime();
    private final long maxWaitNanos;
    private final CompletableFuture<T> result = new CompletableFuture<>();

    /**
     * A task.
     *
     * @param operation what the metrics call it
     * @param priority who called
     * @param job what to hash first; null if {@code then} is all the work
     * @param then what to do after it, on the same thread
     * @param maxWaitNanos how long it may wait for a thread
     */
    HashingTask(String operation, Priority priority, @Nullable BcryptJob job, Supplier<T> then, long maxWaitNanos) {
        this.operation = operation;
        this.priority = priority;
        this.job = job;
        this.then = then;
        this.maxWaitNanos = maxWaitNanos;
    }

    String operation() {
        return operation;
    }

    Priority priority() {
        return priority;
    }

    Optional<BcryptJob> job() {
        return Optional.ofNullable(job);
    }

    long nanosSinceArrival() {
        return System.nanoTime() - arrived;
    }

    boolean isLate() {
        return nanosSinceArrival() > maxWaitNanos;
    }

    boolean pairsWith(HashingTask<?> other) {
        return job != null && other.job != null && job.work() == other.job.work();
    }

    /** Computes the jobs of one task or of two, then finishes each with its own. A fault reaches the callers, not the thread. */
    static void serve(BcryptEngine engine, HashingTask<?> first, @Nullable HashingTask<?> second) {
        try {
            if (second != null && first.job != null && second.job != null) {
                engine.compute(first.job, second.job);
            } else if (first.job != null) {
                engine.compute(first.job);
            }
        } catch (RuntimeException | Error fault) {
            first.fail(fault);
            if (second != null) {
                second.fail(fault);
            }
            return;
        }
        first.finish();
        if (second != null) {
            second.finish();
        }
    }

    private void finish() {
        try {
            result.complete(then.get());
        } catch (RuntimeException | Error fault) {
            fail(fault);
        }
    }

    void fail(Throwable fault) {
        result.completeExceptionally(fault);
    }

    /** Waits for the result; throws what the work threw. */
    T await() {
        try {
            return result.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException fault) {
                throw fault;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
