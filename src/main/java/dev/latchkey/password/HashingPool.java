package dev.latchkey.password;

import dev.latchkey.problem.ProblemException;
import dev.latchkey.problem.ProblemType;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.transaction.Status;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The few threads that hash, first come first served. What cannot be served in time is refused before any work is done.
 *
 * <p>Safe for use by several threads; the caller's thread waits for its result.
 */
@Singleton
class HashingPool {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final long maxWaitNanos;
    private final ThreadPoolExecutor threads;
    private final MeterRegistry metrics;
    private final Counter shed;

    HashingPool(PasswordConfig config, MeterRegistry metrics) {
        int size = config.threads().orElse(Runtime.getRuntime().availableProcessors());
        AtomicInteger number = new AtomicInteger();
        this.maxWaitNanos = config.maxWait().toNanos();
        this.threads = new ThreadPoolExecutor(
                size,
                size,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(size * config.queuePerThread()),
                work -> new Thread(work, "hashing-" + number.incrementAndGet()));
        this.metrics = metrics;
        this.shed = Counter.builder("latchkey.password.shed")
                .description("passwords that were refused because too many were waiting")
                .register(metrics);
        Gauge.builder("latchkey.password.waiting", threads.getQueue(), queue -> queue.size())
                .description("passwords that wait for a hashing thread")
                .register(metrics);
    }

    /**
     * Runs the work on one of the threads and waits for its result.
     *
     * @throws ProblemException {@code busy}, if it could not begin in time
     */
    <T> T run(String operation, Supplier<T> work) {
        if (QuarkusTransaction.getStatus() != Status.STATUS_NO_TRANSACTION) {
            throw new IllegalStateException("a password must not be hashed while a database connection is held");
        }
        long deadline = System.nanoTime() + maxWaitNanos;
        try {
            return result(threads.submit(() -> begin(operation, work, deadline)));
        } catch (RejectedExecutionException e) {
            throw busy();
        }
    }

    private <T> T begin(String operation, Supplier<T> work, long deadline) {
        if (System.nanoTime() - deadline > 0) {
            throw busy();
        }
        return Timer.builder("latchkey.password.hashing")
                .description("how long one password takes, without the wait before it")
                .tag("operation", operation)
                .publishPercentileHistogram()
                .register(metrics)
                .record(work);
    }

    private ProblemException busy() {
        shed.increment();
        return ProblemException.of(ProblemType.BUSY, RETRY_AFTER);
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException fault) {
                throw fault;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            future.cancel(false);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while waiting for a password to be hashed", e);
        }
    }

    void stop(@Observes ShutdownEvent end) {
        threads.shutdown();
    }
}
