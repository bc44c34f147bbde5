package dev.latchkey.webhook;

import dev.latchkey.platform.Quiet;
import dev.latchkey.platform.Randomness;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;

/**
 * Delivers due events. An endpoint with due events has its own thread, so that a receiver that hangs delays no other. Safe for use by
 * several threads.
 */
@ApplicationScoped
class Deliveries {

    private static final Logger LOG = Logger.getLogger(Deliveries.class);

    /** The 12 pauses between them (5 s, 15 s, 45 s … 6 h) add up to a day and a half. */
    static final int MOST_ATTEMPTS = 13;

    private static final Duration FIRST_WAIT = Duration.ofSeconds(5);
    private static final Duration LONGEST_WAIT = Duration.ofHours(6);

    private final Outbox outbox;
    private final EndpointRows endpoints;
    private final Postman postman;
    private final Randomness randomness;
    private final MeterRegistry metrics;
    private final Set<UUID> busy = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    Deliveries(Outbox outbox, EndpointRows endpoints, Postman postman, Randomness randomness, MeterRegistry metrics) {
        this.outbox = outbox;
        this.endpoints = endpoints;
        this.postman = postman;
        this.randomness = randomness;
        this.metrics = metrics;
    }

    @Scheduled(
            every = "1s",
            skipExecutionIf = Quiet.HalfMinute.class,
            delayed = "5s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        for (UUID endpoint : outbox.waiting()) {
            if (busy.add(endpoint)) {
                threads.execute(() -> {
                    try {
                        deliverAll(endpoint);
                    } catch (RuntimeException e) {
                        LOG.errorf(e, "webhook %s", endpoint);
                    } finally {
                        busy.remove(endpoint);
                    }
                });
            }
        }
    }

    @Scheduled(every = "1h", delayed = "4m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forget() {
        outbox.forgetDead();
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }

    void deliverAll(UUID id) {
        boolean more = true;
        while (more && !Thread.currentThread().isInterrupted()) {
            more = deliverNext(id);
        }
    }

    /** Takes one delivery at a time, because the lease covers one attempt. */
    private boolean deliverNext(UUID id) {
        // before take: a replica that cannot decrypt the secret must not count attempts of a replica that can
        Optional<Endpoint> endpoint = endpoints.find(id);
        Optional<Delivery> next = endpoint.flatMap(found -> outbox.take(id));
        if (endpoint.isEmpty() || next.isEmpty()) {
            return false;
        }
        Optional<String> fault = postman.deliver(endpoint.get(), next.get());
        // if the service is stopping, another replica tries again after the lease
        if (!Thread.currentThread().isInterrupted()) {
            settle(next.get(), fault);
        }
        return true;
    }

    private void settle(Delivery delivery, Optional<String> fault) {
        if (fault.isEmpty()) {
            outbox.delivered(delivery.id());
            count("delivered");
        } else if (delivery.attempts() >= MOST_ATTEMPTS) {
            outbox.died(delivery.id(), fault.get());
            count("dead");
            LOG.warnf("webhook message %s is dead after %d attempts", delivery.messageId(), delivery.attempts());
        } else {
            outbox.failed(delivery.id(), fault.get(), pause(delivery.attempts()));
            count("failed");
        }
    }

    /** Returns three times the previous pause, plus up to a half of it at random, so that a receiver that recovers is not overloaded. */
    private Duration pause(int attempts) {
        double wanted = FIRST_WAIT.toMillis() * Math.pow(3, attempts - 1.0);
        long millis = (long) Math.min((double) LONGEST_WAIT.toMillis(), wanted);
        return Duration.ofMillis(millis + randomness.upTo(millis / 2));
    }

    private void count(String outcome) {
        metrics.counter("latchkey.webhook.deliveries", "outcome", outcome).increment();
    }
}
