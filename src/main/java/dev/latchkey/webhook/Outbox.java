package dev.latchkey.webhook;

import dev.latchkey.platform.Scalars;
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
 * The events to deliver. Per endpoint and user, only the oldest pending event is delivered; the next one follows when that is delivered or
 * dead. {@code user.created} has the lowest priority, because an import creates very many, and {@code session.revoked} is urgent. No
 * transaction is open during an HTTP request: a taken delivery is leased for a minute, then another replica may try. Safe for use by
 * several threads and replicas.
 */
@ApplicationScoped
class Outbox {

    /** Much longer than an attempt can take. */
    private static final Duration LEASE = Duration.ofMinutes(1);

    private static final String TAKE = """
            with due as (
                select d.id from webhook_deliveries d
                where d.endpoint_id = :endpoint and d.dead_at is null and d.next_at <= now() and not exists (
                    select from webhook_deliveries e
                    where e.endpoint_id = d.endpoint_id and e.user_id = d.user_id and e.dead_at is null and e.id < d.id)
                order by d.type = 'user.created', d.next_at, d.id limit 1
                for update skip locked
            )
            update webhook_deliveries d
            set attempts = d.attempts + 1, next_at = now() + :lease * interval '1 second'
            from due where d.id = due.id and d.next_at <= now()
            returning d.id, d.message_id, d.user_id, d.session_id, d.type, d.happened_at, d.attempts""";

    private final StatelessSession database;

    Outbox(StatelessSession database) {
        this.database = database;
    }

    /** Returns the endpoints with due events. */
    @Transactional
    List<UUID> waiting() {
        return Scalars.list(
                database.createNativeQuery(
                        "select e.id from webhook_endpoints e where exists (select from webhook_deliveries d"
                                + " where d.endpoint_id = e.id and d.dead_at is null and d.next_at <= now())",
                        Tuple.class),
                UUID.class);
    }

    @Transactional
    Optional<Delivery> take(UUID endpoint) {
        return database
                .createNativeQuery(TAKE, Tuple.class)
                .setParameter("endpoint", endpoint)
                .setParameter("lease", (double) LEASE.toSeconds())
                .list()
                .stream()
                .findFirst()
                .map(Outbox::delivery);
    }

    @Transactional
    void delivered(long id) {
        database.createNativeMutationQuery("delete from webhook_deliveries where id = :id")
                .setParameter("id", id)
                .executeUpdate();
    }

    /** Schedules the next attempt. */
    @Transactional
    void failed(long id, String fault, Duration wait) {
        database.createNativeMutationQuery("update webhook_deliveries set last_fault = :fault,"
                        + " next_at = now() + :wait * interval '1 second' where id = :id")
                .setParameter("fault", fault)
                .setParameter("wait", wait.toMillis() / 1000.0)
                .setParameter("id", id)
                .executeUpdate();
    }

    /** Marks a delivery as dead: no further attempts; the user's next event follows. */
    @Transactional
    void died(long id, String fault) {
        database.createNativeMutationQuery(
                        "update webhook_deliveries set last_fault = :fault, dead_at = now() where id = :id")
                .setParameter("fault", fault)
                .setParameter("id", id)
                .executeUpdate();
    }

    /** Deletes dead deliveries after 30 days. */
    @Transactional
    void forgetDead() {
        database.createNativeMutationQuery("delete from webhook_deliveries where dead_at < now() - interval '30 days'")
                .executeUpdate();
    }

    private static Delivery delivery(Tuple row) {
        return new Delivery(
                row.get("id", Long.class),
                row.get("message_id", UUID.class),
                row.get("user_id", UUID.class),
                row.get("session_id", UUID.class),
                row.get("type", String.class),
                row.get("happened_at", Instant.class),
                row.get("attempts", Integer.class));
    }
}
