package dev.latchkey.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.platform.CurrentCall;
import dev.latchkey.platform.Randomness;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** The way to the trail for all rooms above. Safe for use by several threads. */
@ApplicationScoped
public class AuditTrail {

    private static final String APPEND = "insert into audit_events"
            + " (id, occurred_at, type, user_id, session_id, request_id, network, actor, details) values"
            + " (:id, :at, :type, cast(:user as uuid), cast(:session as uuid), cast(:request as text),"
            + " cast(:network as text), cast(:actor as text), cast(cast(:details as text) as jsonb))";

    private final StatelessSession database;
    private final CurrentCall call;
    private final Clock clock;
    private final Randomness randomness;
    private final ObjectMapper json;

    AuditTrail(StatelessSession database, CurrentCall call, Clock clock, Randomness randomness, ObjectMapper json) {
        this.database = database;
        this.call = call;
        this.clock = clock;
        this.randomness = randomness;
        this.json = json;
    }

    /**
     * Appends an event, with the id and the network of the present call, in the transaction that made it happen: both are
     * kept or neither.
     *
     * @param event what happened
     * @param userId to whom
     * @param sessionId to which session, or in which; null if to none
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void record(AuditEvent event, UUID userId, @Nullable UUID sessionId) {
        append(event, null, userId, sessionId, Map.of());
    }

    /**
     * Appends what an operator did, likewise.
     *
     * @param event what happened
     * @param actor who did it
     * @param userId to whom; null if to nobody, but to a role or a key
     * @param details what there is to say beside; never a name, an address or a secret
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void record(AuditEvent event, Actor actor, @Nullable UUID userId, Map<String, ?> details) {
        append(event, actor, userId, null, details);
    }

    private void append(
            AuditEvent event,
            @Nullable Actor actor,
            @Nullable UUID userId,
            @Nullable UUID sessionId,
            Map<String, ?> details) {
        database.createNativeMutationQuery(APPEND)
                .setParameter("id", randomness.uuid())
                .setParameter("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .setParameter("type", event.type())
                .setParameter("user", userId)
                .setParameter("session", sessionId)
                .setParameter("request", call.requestId().orElse(null))
                .setParameter("network", call.network().orElse(null))
                .setParameter("actor", actor == null ? null : actor.name())
                .setParameter("details", details.isEmpty() ? null : text(details))
                .executeUpdate();
    }

    private String text(Map<String, ?> details) {
        try {
            return json.writeValueAsString(details);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("details of an event are plain values", e);
        }
    }
}
