package dev.latchkey.password;

import static org.awaitility.Awaitility.await;

import dev.latchkey.capacity.HashingAdmission;
import dev.latchkey.capacity.RecordedAdmission;
import dev.latchkey.password.bcrypt.BcryptEngine;
import dev.latchkey.password.bcrypt.BcryptJob;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ImageMode;
import io.quarkus.runtime.ShutdownEvent;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Pools of one thread, their callers and their metrics. */
final class PoolOfOne implements AutoCloseable {

    static final String HASHING = "latchkey.password.hashing";

    private final MeterRegistry metrics = new SimpleMeterRegistry();
    private final ExecutorService callers = Executors.newCachedThreadPool();
    private final List<HashingPool> pools = new ArrayList<>();
    private @Nullable HashingAdmission admission;

    /** Settings for one thread. */
    private record OneThread(BcryptEngine engine) implements PasswordConfig {
        @Override
        public int cost() {
            return 4;
        }

        @Override
        public Optional<List<String>> contextWords() {
            return Optional.empty();
        }
    }

    /** Returns the admission of the pool that was created last. */
    HashingAdmission admission() {
        return Objects.requireNonNull(admission);
    }

    MeterRegistry metrics() {
        return metrics;
    }

    /** Returns a pool that has finished its warm-up. */
    HashingPool pool(Duration maxWait, BcryptEngine engine) {
        HashingPool pool = pool(maxWait, engine, ImageMode.JVM);
        await().until(() -> warmUps() > 0);
        return pool;
    }

    /** Returns a pool as a JVM or a native image starts it. */
    HashingPool pool(Duration maxWait, BcryptEngine engine, ImageMode image) {
        admission = new RecordedAdmission(1, 50, maxWait, metrics);
        HashingPool pool = new HashingPool(new OneThread(engine), admission, new HashingMetrics(metrics));
        pools.add(pool);
        pool.start(image);
        return pool;
    }

    /** Returns the number of warm-ups that have ended. */
    long warmUps() {
        Timer timer = metrics.find(HASHING).tag("operation", "warm-up").timer();
        return timer == null ? 0 : timer.count();
    }

    void waitUntilWorking() {
        await().until(() -> metrics.get("latchkey.password.lanes").gauge().value() == 1);
    }

    void waitUntilWaiting(int count) {
        await().until(() -> metrics.get("latchkey.password.waiting").gauge().value() == count);
    }

    <T> CompletableFuture<T> inBackground(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, callers);
    }

    static BcryptJob job(int cost) {
        return new BcryptJob(new byte[] {'a', (byte) (cost + 60)}, new byte[16], cost);
    }

    /** Uses the CPU for this time. */
    static boolean compute(long millis) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long end = threads.getCurrentThreadCpuTime() + millis * 1_000_000;
        while (threads.getCurrentThreadCpuTime() < end) {
            Thread.onSpinWait();
        }
        return true;
    }

    @Override
    public void close() {
        pools.forEach(pool -> pool.stop(new ShutdownEvent()));
        callers.shutdownNow();
    }
}
