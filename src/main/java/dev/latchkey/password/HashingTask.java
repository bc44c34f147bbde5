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
 * A task that waits in the hashing pool for a thread, and the result for its caller. The result is computed from this task's own job and
 * never looked up in a list or by an index, so that results of two tasks cannot be swapped.
 */
final class HashingTask<T> {

    private final String operation;
    private final Priority priority;
    private final @Nullable BcryptJob job;
    private final Supplier<T> then;
    private final long arrived = System.nanoTime();
    private final long maxWaitNanos;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private Runnable delivery = () -> {};

    /**
     * Creates a task.
     *
     * @param operation name of the operation in the metrics
     * @param priority the caller's priority
     * @param job the job to compute first; null if {@code then} is all the work
     * @param then work to do after the job, on the same thread
     * @param maxWaitNanos how long the task may wait for a thread
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

    /**
     * Computes the jobs of one or two tasks, then finishes each task with its own job. An exception goes to the callers and does not end
     * the thread. The callers go on only after {@link #deliver()}.
     */
    static void serve(BcryptEngine engine, HashingTask<?> first, @Nullable HashingTask<?> second) {
        try {
            if (second != null && first.job != null && second.job != null) {
                engine.compute(first.job, second.job);
            } else if (first.job != null) {
                engine.compute(first.job);
            }
        } catch (RuntimeException | Error fault) {
            first.delivery = () -> first.fail(fault);
            if (second != null) {
                second.delivery = () -> second.fail(fault);
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
            T value = then.get();
            delivery = () -> result.complete(value);
        } catch (RuntimeException | Error fault) {
            delivery = () -> fail(fault);
        }
    }

    /** Gives the caller what {@link #serve} found: its result, or the exception of the work. */
    void deliver() {
        delivery.run();
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
