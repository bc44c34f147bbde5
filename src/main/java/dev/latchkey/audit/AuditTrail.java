package dev.latchkey.audit;

import dev.latchkey.platform.CurrentCall;
import dev.latchkey.platform.Randomness;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The way to the trail for all rooms above. Safe for use by several threads. */
@ApplicationScoped
public class AuditTrail {

    private final AuditRows rows;
    private final CurrentCall call;
    private final Clock clock;
    private final Randomness randomness;

    AuditTrail(AuditRows rows, CurrentCall call, Clock clock, Randomness randomness) {
        this.rows = rows;
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
        append(event, null, userId, sessionId, Map.of());
    }

    /**
     * Appends what a person did to their own account, likewise.
     *
     * @param event what happened
     * @param userId who did it
     * @param details what there is to say beside; never a name, an address or a secret
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void recordOwn(AuditEvent event, UUID userId, Map<String, ?> details) {
        append(event, null, userId, null, details);
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

    /**
     * Appends what the service did by itself, likewise.
     *
     * @param event what happened
     * @param details what there is to say of it; never a secret
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void record(AuditEvent event, Map<String, ?> details) {
        append(event, null, null, null, details);
    }

    /**
     * Appends a refusal, which changed nothing and so has no transaction to be part of: one statement that is a transaction itself,
     * and one round trip. Not for what is refused because there is too much of it: such a refusal must cost nothing, and a metric
     * counts it.
     *
     * @param event what was refused
     * @param userId whose account it was about; null if nobody's
     * @param sessionId in which session; null if in none
     * @param reason why, the {@code code} of the problem that the caller was told
     */
    @Transactional(Transactional.TxType.NOT_SUPPORTED)
    public void recordRefusal(AuditEvent event, @Nullable UUID userId, @Nullable UUID sessionId, String reason) {
        append(event, null, userId, sessionId, Map.of("reason", reason));
    }

    private void append(
            AuditEvent event,
            @Nullable Actor actor,
            @Nullable UUID userId,
            @Nullable UUID sessionId,
            Map<String, ?> details) {
        rows.append(new AuditRow(
                randomness.uuid(),
                // as PostgreSQL keeps it: what is signed now is what will be read again
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                event.type(),
                userId,
                sessionId,
                call.requestId().orElse(null),
                call.network().orElse(null),
                actor == null ? null : actor.name(),
                details.isEmpty() ? null : Details.write(details)));
    }
}
