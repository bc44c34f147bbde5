package dev.latchkey.audit;

import dev.latchkey.crypto.Randomness;
import dev.latchkey.http.CurrentCall;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Appends events to the trail for all rooms above. Safe for use by several threads. */
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
     * Appends an event, with the id and the network of the current request, in the transaction that caused it: both are kept or neither.
     *
     * @param event what happened
     * @param userId the user it concerns
     * @param sessionId the session that it concerns, or in which it happened; null if there is none
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void record(AuditEvent event, UUID userId, @Nullable UUID sessionId) {
        append(event, null, userId, sessionId, Map.of());
    }

    /**
     * Appends an action of a user on the own account, in the same transaction.
     *
     * @param event what happened
     * @param userId who did it
     * @param details further details; never a name, an address or a secret
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void recordOwn(AuditEvent event, UUID userId, Map<String, ?> details) {
        append(event, null, userId, null, details);
    }

    /**
     * Appends an action of an admin or operator, in the same transaction.
     *
     * @param event what happened
     * @param actor who did it
     * @param userId the user it concerns; null if it concerns a role or a key
     * @param details further details; never a name, an address or a secret
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void record(AuditEvent event, Actor actor, @Nullable UUID userId, Map<String, ?> details) {
        append(event, actor, userId, null, details);
    }

    /**
     * Appends an action of the service itself, in the same transaction.
     *
     * @param event what happened
     * @param details further details; never a secret
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void record(AuditEvent event, Map<String, ?> details) {
        append(event, null, null, null, details);
    }

    /**
     * Appends a refusal. A refusal changes nothing, so there is no transaction to join: it is a single statement with its own transaction,
     * and one round trip. Not used for refusals due to overload or throttling: those must cost nothing, and a metric counts them.
     *
     * @param event what was refused
     * @param userId the user whose account it concerns; null if there is none
     * @param sessionId the session in which it happened; null if there is none
     * @param reason the {@code code} of the problem in the response
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
                // PostgreSQL's precision, so that the signed value is the one that is read back
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
