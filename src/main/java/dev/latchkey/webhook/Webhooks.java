package dev.latchkey.webhook;

import dev.latchkey.audit.Actor;
import dev.latchkey.audit.AuditEvent;
import dev.latchkey.audit.AuditTrail;
import dev.latchkey.cluster.AdvisoryLock;
import dev.latchkey.crypto.Randomness;
import dev.latchkey.problem.Fault;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.problem.ProblemType;
import dev.latchkey.problem.ViolationCode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The operations of operators on webhooks. Safe for use by several threads. */
@ApplicationScoped
public class Webhooks {

    private static final Logger LOG = Logger.getLogger(Webhooks.class);

    /** The advisory lock of an addition: "webhooks" in ASCII. */
    private static final long LOCK = 0x776562686f6f6b73L;

    private static final int SECRET_BYTES = 32;

    /** Limits the number of threads: each endpoint that hangs occupies one. */
    static final int MOST_ENDPOINTS = 50;

    private static final int MOST_DEAD = 100;

    private static final int MOST_FORGOTTEN = 10_000;

    private final EndpointRows rows;
    private final Targets targets;
    private final StatelessSession database;
    private final Randomness randomness;
    private final AuditTrail audit;

    Webhooks(EndpointRows rows, Targets targets, StatelessSession database, Randomness randomness, AuditTrail audit) {
        this.rows = rows;
        this.targets = targets;
        this.database = database;
        this.randomness = randomness;
        this.audit = audit;
    }

    /**
     * A new endpoint.
     *
     * @param id the endpoint's id
     * @param secret the key for checking signatures; it is shown only this once
     */
    public record Added(UUID id, String secret) {
        @Override
        public String toString() {
            return "Added[id=" + id + ", secret=<redacted>]";
        }
    }

    /**
     * An endpoint.
     *
     * @param id the endpoint's id
     * @param url the URL that receives the events
     * @param events types of the events it receives
     * @param waiting number of pending deliveries
     * @param dead number of dead deliveries
     * @param createdAt when it was added
     */
    @RegisterForReflection
    public record Listed(UUID id, String url, List<String> events, long waiting, long dead, Instant createdAt) {}

    /**
     * A delivery that failed for good.
     *
     * @param endpoint the receiver's id
     * @param message the id in the header {@code webhook-id}
     * @param type type of the event
     * @param userId the user whom the event is about
     * @param happenedAt time of the event
     * @param attempts number of attempts
     * @param fault why the last attempt failed
     */
    @RegisterForReflection
    public record Dead(
            UUID endpoint,
            UUID message,
            String type,
            UUID userId,
            Instant happenedAt,
            int attempts,
            @Nullable String fault) {}

    /**
     * Adds an endpoint.
     *
     * @param actor who adds it
     * @param url the URL that receives the events
     * @param events the events it receives
     * @return its id and secret
     * @throws ProblemException {@code invalid_request}
     */
    @Transactional
    public Added add(Actor actor, String url, Set<WebhookEvent> events) {
        targets.fault(url).ifPresent(fault -> {
            throw ProblemException.invalid("url", fault);
        });
        // two additions at once would both find the last place free
        AdvisoryLock.take(database, LOCK);
        if (list().size() >= MOST_ENDPOINTS) {
            throw ProblemException.invalid(
                    "url",
                    Fault.max(
                            ViolationCode.TOO_MANY,
                            MOST_ENDPOINTS,
                            "would be one more than the " + MOST_ENDPOINTS + " there may be"));
        }
        byte[] secret = randomness.bytes(SECRET_BYTES);
        Endpoint endpoint = new Endpoint(randomness.uuid(), url, secret);
        List<String> types = events.stream().map(WebhookEvent::type).sorted().toList();
        rows.insert(endpoint, types);
        audit.record(AuditEvent.WEBHOOK_ADDED, actor, null, Map.of("webhook", endpoint.id(), "events", types));
        return new Added(
                endpoint.id(), Signature.SECRET_PREFIX + Base64.getEncoder().encodeToString(secret));
    }

    /**
     * Returns all endpoints.
     *
     * @return the oldest first
     */
    @Transactional
    public List<Listed> list() {
        return database
                .createNativeQuery(
                        "select e.id, e.url, e.events, e.created_at,"
                                + " (select count(*) from webhook_deliveries d where d.endpoint_id = e.id and d.dead_at is null) as waiting,"
                                + " (select count(*) from webhook_deliveries d where d.endpoint_id = e.id and d.dead_at is not null) as dead"
                                + " from webhook_endpoints e order by e.created_at, e.id",
                        Tuple.class)
                .list()
                .stream()
                .map(row -> new Listed(
                        row.get("id", UUID.class),
                        row.get("url", String.class),
                        List.of(row.get("events", String[].class)),
                        row.get("waiting", Long.class),
                        row.get("dead", Long.class),
                        row.get("created_at", Instant.class)))
                .toList();
    }

    /**
     * Returns dead deliveries.
     *
     * @return the latest first, at most 100
     */
    @Transactional
    public List<Dead> dead() {
        return database
                .createNativeQuery(
                        "select endpoint_id, message_id, type, user_id, happened_at, attempts, last_fault"
                                + " from webhook_deliveries where dead_at is not null order by dead_at desc, id desc limit :most",
                        Tuple.class)
                .setParameter("most", MOST_DEAD)
                .list()
                .stream()
                .map(row -> new Dead(
                        row.get("endpoint_id", UUID.class),
                        row.get("message_id", UUID.class),
                        row.get("type", String.class),
                        row.get("user_id", UUID.class),
                        row.get("happened_at", Instant.class),
                        row.get("attempts", Integer.class),
                        row.get("last_fault", String.class)))
                .toList();
    }

    /**
     * Removes an endpoint and its deliveries. These may be many, so they are deleted in batches of 10,000, to keep transactions that write
     * events from waiting long.
     *
     * @param actor who removes it
     * @param id the endpoint
     * @throws ProblemException {@code not_found}
     */
    public void remove(Actor actor, UUID id) {
        while (QuarkusTransaction.requiringNew().call(() -> forgetSome(id)) == MOST_FORGOTTEN) {
            LOG.debugf("%d deliveries of webhook %s are forgotten", MOST_FORGOTTEN, id);
        }
        QuarkusTransaction.requiringNew().run(() -> removeRow(actor, id));
    }

    private int forgetSome(UUID id) {
        return database.createNativeMutationQuery("delete from webhook_deliveries where id in"
                        + " (select id from webhook_deliveries where endpoint_id = :id limit :most)")
                .setParameter("id", id)
                .setParameter("most", MOST_FORGOTTEN)
                .executeUpdate();
    }

    private void removeRow(Actor actor, UUID id) {
        int removed = database.createNativeMutationQuery("delete from webhook_endpoints where id = :id")
                .setParameter("id", id)
                .executeUpdate();
        if (removed == 0) {
            throw ProblemException.of(ProblemType.NOT_FOUND);
        }
        audit.record(AuditEvent.WEBHOOK_REMOVED, actor, null, Map.of("webhook", id));
    }

    /**
     * Tries the dead deliveries of an endpoint again, with the attempts counted from zero.
     *
     * @param actor who retries them
     * @param id the endpoint
     * @return the number of deliveries; without any, no event is recorded
     */
    @Transactional
    public int retry(Actor actor, UUID id) {
        int count = database.createNativeMutationQuery(
                        "update webhook_deliveries set dead_at = null, attempts = 0, next_at = now()"
                                + " where endpoint_id = :id and dead_at is not null")
                .setParameter("id", id)
                .executeUpdate();
        if (count > 0) {
            audit.record(AuditEvent.WEBHOOK_RETRIED, actor, null, Map.of("webhook", id, "deliveries", count));
        }
        return count;
    }
}
