package dev.latchkey.webhook;

import dev.latchkey.outbox.Attempt;
import dev.latchkey.outbox.Outbox;
import dev.latchkey.outbox.OutboxTable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;

/**
 * The events to deliver, in order per endpoint and user. {@code user.created} has the lowest priority, because an import creates very many,
 * and {@code session.revoked} is urgent. Safe for use by several threads and replicas.
 */
@ApplicationScoped
class WebhookOutbox implements Outbox {

    private static final OutboxTable TABLE = new OutboxTable(
            "webhook_deliveries",
            "webhook_endpoints",
            "endpoint_id",
            "user_id",
            "d.type = 'user.created'",
            List.of("message_id", "user_id", "session_id", "type", "happened_at"));

    private final StatelessSession database;
    private final EndpointRows endpoints;
    private final WebhookSender sender;

    WebhookOutbox(StatelessSession database, EndpointRows endpoints, WebhookSender sender) {
        this.database = database;
        this.endpoints = endpoints;
        this.sender = sender;
    }

    @Override
    @Transactional
    public List<UUID> waiting() {
        return TABLE.waiting(database);
    }

    /** Reads the endpoint first: a replica that cannot decrypt its secret must not count attempts of a replica that can. */
    @Override
    @Transactional
    public Optional<Attempt> take(UUID id) {
        return endpoints
                .find(id)
                .flatMap(endpoint -> TABLE.take(database, id).map(row -> {
                    Delivery delivery = delivery(row);
                    return new Attempt(
                            row.get("id", Long.class),
                            row.get("attempts", Integer.class),
                            delivery.messageId().toString(),
                            () -> sender.deliver(endpoint, delivery));
                }));
    }

    @Override
    @Transactional
    public void delivered(long id) {
        TABLE.delivered(database, id);
    }

    @Override
    @Transactional
    public void failed(long id, String fault, Duration pause) {
        TABLE.failed(database, id, fault, pause);
    }

    @Override
    @Transactional
    public void died(long id, String fault) {
        TABLE.died(database, id, fault);
    }

    /** Deletes dead deliveries after 30 days. */
    @Transactional
    void forgetDead() {
        TABLE.forgetDead(database);
    }

    private static Delivery delivery(Tuple row) {
        return new Delivery(
                row.get("message_id", UUID.class),
                row.get("user_id", UUID.class),
                row.get("session_id", UUID.class),
                row.get("type", String.class),
                row.get("happened_at", Instant.class));
    }
}
