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

/** What operators do with signing keys. All of it is audited, refusals too. Safe for use by several threads. */
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
     * All signing keys that there are and were.
     *
     * @return the newest first
     */
    public List<KeyStatus> all() {
        return keys.all();
    }

    /**
     * Lets the next key sign before its time.
     *
     * @param actor who does
     * @throws ProblemException {@code key_not_known_yet}, with the time to wait
     */
    public void rotate(Actor actor) {
        tryRotate(actor).ifPresent(possible -> {
            throw ProblemException.of(ProblemType.KEY_NOT_KNOWN_YET, Duration.between(clock.instant(), possible));
        });
    }

    /** It does not throw: what it may have prepared for later is kept. */
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
     * Takes a key out of use at once.
     *
     * @param actor who does
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
        // what is no key of ours may be anything, and is not kept
        audit.record(
                revoked ? AuditEvent.SIGNING_KEY_REVOKED : AuditEvent.SIGNING_KEY_REVOCATION_REFUSED,
                actor,
                null,
                revoked ? Map.of("kid", kid) : Map.of("reason", ProblemType.NOT_FOUND.code()));
        return revoked;
    }
}
