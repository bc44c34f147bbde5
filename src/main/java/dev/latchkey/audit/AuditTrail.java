package dev.latchkey.audit;

import dev.latchkey.platform.CurrentCall;
import dev.latchkey.platform.Randomness;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** The way to the trail for all rooms above. Safe for use by several threads. */
@ApplicationScoped
public class AuditTrail {

    private final StatelessSession database;
    private final CurrentCall call;
    private final Clock clock;
    private final Randomness randomness;

    AuditTrail(StatelessSession database, CurrentCall call, Clock clock, Randomness randomness) {
        this.database = database;
        this.call = call;
        this.clock = clock;
        this.randomness = randomness;
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
        database.createNativeMutationQuery(
                        "insert into audit_events (id, occurred_at, type, user_id, session_id, request_id, network) values"
                                + " (:id, :at, :type, :user, cast(:session as uuid), cast(:request as text), cast(:network as text))")
                .setParameter("id", randomness.uuid())
                .setParameter("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .setParameter("type", event.type())
                .setParameter("user", userId)
                .setParameter("session", sessionId)
                .setParameter("request", call.requestId().orElse(null))
                .setParameter("network", call.network().orElse(null))
                .executeUpdate();
    }
}
