package dev.latchkey.admin;

import dev.latchkey.audit.Actor;
import dev.latchkey.audit.AuditEvent;
import dev.latchkey.audit.AuditTrail;
import dev.latchkey.key.KeyStatus;
import dev.latchkey.key.SigningKeys;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The operations of operators on signing keys. All changes are audited, including refusals. Safe for use by several threads. */
@ApplicationScoped
public class KeyOperations {

    private final SigningKeys keys;
    private final AuditTrail audit;
    private final Clock clock;

    KeyOperations(SigningKeys keys, AuditTrail audit, Clock clock) {
        this.keys = keys;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Returns all signing keys, including former ones.
     *
     * @return the newest first
     */
    public List<KeyStatus> all() {
        return keys.all();
    }

    /**
     * Makes the next key the current one ahead of schedule.
     *
     * @param actor who rotates
     * @throws ProblemException {@code key_not_known_yet}, with the time to wait
     */
    public void rotate(Actor actor) {
        tryRotate(actor).ifPresent(possible -> {
            throw ProblemException.of(ProblemType.KEY_NOT_KNOWN_YET, Duration.between(clock.instant(), possible));
        });
    }

    /** Returns the earliest possible time instead of throwing, so that the transaction keeps what was prepared for a later rotation. */
    @Transactional
    Optional<Instant> tryRotate(Actor actor) {
        Optional<Instant> possible = keys.rotate();
        audit.record(
                possible.isEmpty() ? AuditEvent.SIGNING_KEY_ROTATED : AuditEvent.SIGNING_KEY_ROTATION_REFUSED,
                actor,
                null,
                possible.isEmpty() ? Map.of() : Map.of("reason", ProblemType.KEY_NOT_KNOWN_YET.code()));
        return possible;
    }

    /**
     * Revokes a key immediately.
     *
     * @param actor who revokes
     * @param kid the key's id
     * @throws ProblemException {@code not_found}
     */
    public void revoke(Actor actor, String kid) {
        if (!tryRevoke(actor, kid)) {
            throw ProblemException.of(ProblemType.NOT_FOUND);
        }
    }

    @Transactional
    boolean tryRevoke(Actor actor, String kid) {
        boolean revoked = keys.revoke(kid);
        // an unknown key id may be any text and is not stored
        audit.record(
                revoked ? AuditEvent.SIGNING_KEY_REVOKED : AuditEvent.SIGNING_KEY_REVOCATION_REFUSED,
                actor,
                null,
                revoked ? Map.of("kid", kid) : Map.of("reason", ProblemType.NOT_FOUND.code()));
        return revoked;
    }
}
