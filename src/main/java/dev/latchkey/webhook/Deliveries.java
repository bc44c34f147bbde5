package dev.latchkey.webhook;

import dev.latchkey.crypto.Randomness;
import dev.latchkey.http.Quiet;
import dev.latchkey.outbox.Dispatcher;
import dev.latchkey.outbox.Retries;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Delivers due events. Safe for use by several threads. */
@ApplicationScoped
class Deliveries {

    static final Retries RETRIES = Retries.DAY_AND_A_HALF;

    private final WebhookOutbox outbox;
    private final Dispatcher dispatcher;

    Deliveries(WebhookOutbox outbox, Randomness randomness, MeterRegistry metrics) {
        this.outbox = outbox;
        this.dispatcher = new Dispatcher(
                "webhook",
                outbox,
                RETRIES,
                randomness::upTo,
                outcome -> metrics.counter("latchkey.webhook.deliveries", "outcome", outcome)
                        .increment());
    }

    @Scheduled(
            every = "1s",
            skipExecutionIf = Quiet.HalfMinute.class,
            delayed = "5s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        dispatcher.look();
    }

    @Scheduled(every = "1h", delayed = "4m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forget() {
        outbox.forgetDead();
    }

    @PreDestroy
    void stop() {
        dispatcher.close();
    }

    void deliverAll(UUID endpoint) {
        dispatcher.sendAll(endpoint);
    }
}
