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
 * Delivers what is due. Each endpoint has a thread of its own while it has something to get, so that one that hangs keeps no other
 * waiting. Safe for use by several threads.
 */
@ApplicationScoped
class Deliveries {

    private static final Logger LOG = Logger.getLogger(Deliveries.class);

    /** 5 s, 15 s, 45 s … 6 h: twelve of them are a day and a half. */
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

    /** One at a time: the lease is for one attempt, and not for all that went before it. */
    private boolean deliverNext(UUID id) {
        // first: a replica that cannot read the secret must not use up the attempts of one that can
        Optional<Endpoint> endpoint = endpoints.find(id);
        Optional<Delivery> next = endpoint.flatMap(found -> outbox.take(id));
        if (endpoint.isEmpty() || next.isEmpty()) {
            return false;
        }
        Optional<String> fault = postman.deliver(endpoint.get(), next.get());
        // if the service stops, another replica will try when the lease is over
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

    /** Three times as long each time, and up to a half more by chance, so that a receiver that comes back is not run over. */
    private Duration pause(int attempts) {
        double wanted = FIRST_WAIT.toMillis() * Math.pow(3, attempts - 1.0);
        long millis = (long) Math.min((double) LONGEST_WAIT.toMillis(), wanted);
        return Duration.ofMillis(millis + randomness.upTo(millis / 2));
    }

    private void count(String outcome) {
        metrics.counter("latchkey.webhook.deliveries", "outcome", outcome).increment();
    }
}
