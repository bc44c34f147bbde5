package dev.latchkey.audit;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.hibernate.query.NativeQuery;
import org.jspecify.annotations.Nullable;

/** Reads the trail. Safe for use by several threads. */
@ApplicationScoped
public class AuditSearch {

    private static final String COLUMNS =
            "select id, occurred_at, type, user_id, session_id, actor, request_id, network,"
                    + " cast(details as text) as details from audit_events where true";

    private final StatelessSession database;
    private final Clock clock;

    AuditSearch(StatelessSession database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * The filter of a search.
     *
     * @param user the user concerned; null for all
     * @param type the type of event; null for all
     * @param from the earliest time; null for no limit
     * @param before only events older than this position; null to start with the latest
     */
    public record Wanted(
            @Nullable UUID user,
            @Nullable AuditEvent type,
            @Nullable Instant from,
            @Nullable Place before) {}

    /**
     * The position of an event in the trail.
     *
     * @param at when it happened
     * @param id the event
     */
    public record Place(Instant at, UUID id) {}

    /**
     * Returns the latest events, the latest first.
     *
     * @param wanted the filter
     * @param most the maximum number of events
     * @return the events
     */
    @Transactional
    public List<AuditEntry> latest(Wanted wanted, int most) {
        String sql = COLUMNS
                + (wanted.user() == null ? "" : " and user_id = :user")
                + (wanted.type() == null ? "" : " and type = :type")
                + (wanted.from() == null ? "" : " and occurred_at >= :from")
                + (wanted.before() == null ? "" : " and (occurred_at, id) < (:beforeAt, :beforeId)")
                + " order by occurred_at desc, id desc limit :most";
        NativeQuery<Tuple> query = database.createNativeQuery(sql, Tuple.class).setParameter("most", most);
        if (wanted.user() != null) {
            query.setParameter("user", wanted.user());
        }
        if (wanted.type() != null) {
            query.setParameter("type", wanted.type().type());
        }
        if (wanted.from() != null) {
            query.setParameter("from", utc(wanted.from()));
        }
        if (wanted.before() != null) {
            query.setParameter("beforeAt", utc(wanted.before().at()))
                    .setParameter("beforeId", wanted.before().id());
        }
        return query.list().stream().map(AuditSearch::entry).toList();
    }

    /**
     * Returns the time by the trail's clock.
     *
     * @return now
     */
    public Instant now() {
        return clock.instant();
    }

    private static AuditEntry entry(Tuple row) {
        return new AuditEntry(
                row.get("id", UUID.class),
                row.get("occurred_at", Instant.class),
                row.get("type", String.class),
                row.get("user_id", UUID.class),
                row.get("session_id", UUID.class),
                row.get("actor", String.class),
                row.get("request_id", String.class),
                row.get("network", String.class),
                details(row.get("details", String.class)));
    }

    private static @Nullable JsonNode details(@Nullable String stored) {
        return stored == null ? null : Details.read(stored);
    }

    private static OffsetDateTime utc(Instant time) {
        return OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
    }
}
