package dev.latchkey.password;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Metrics of the hashing pool. Safe for use by several threads. */
@Singleton
class HashingMetrics {

    private final MeterRegistry registry;
    private final Timer wait;
    private final AtomicInteger lanes = new AtomicInteger();

    HashingMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.wait = Timer.builder("latchkey.password.wait")
                .description("how long a password waited for a hashing thread")
                .publishPercentileHistogram()
                .register(registry);
        Gauge.builder("latchkey.password.lanes", lanes, AtomicInteger::get)
                .description("passwords that are being hashed; two lanes to a thread")
                .register(registry);
    }

    void watch(Collection<?> queue) {
        Gauge.builder("latchkey.password.waiting", queue, Collection::size)
                .description("passwords that wait for a hashing thread")
                .register(registry);
    }

    void begin(HashingTask<?> task) {
        lanes.incrementAndGet();
        wait.record(task.nanosSinceArrival(), TimeUnit.NANOSECONDS);
    }

    void end(HashingTask<?> task, long tookNanos) {
        lanes.decrementAndGet();
        Timer.builder("latchkey.password.hashing")
                .description("how long one password takes, without the wait before it")
                .tag("operation", task.operation())
                .publishPercentileHistogram()
                .register(registry)
                .record(tookNanos, TimeUnit.NANOSECONDS);
    }
}
