package dev.latchkey.key;

import dev.latchkey.audit.AuditEvent;
import dev.latchkey.audit.AuditTrail;
import dev.latchkey.key.SigningKey.State;
import dev.latchkey.platform.AdvisoryLock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.StatelessSession;
import org.jboss.logging.Logger;

/**
 * Moves the keys in PostgreSQL through their states, one replica at a time. There is always one key that signs and one that is
 * published to sign next; so a key that must go at once has a successor that everybody knows.
 */
@ApplicationScoped
class KeyRotation {

    private static final Logger LOG = Logger.getLogger(KeyRotation.class);

    /** Names the advisory lock under which one replica at a time changes keys: "latchkey" in ASCII. */
    static final long LOCK = 0x6c617463686b6579L;

    private final KeyVault vault;
    private final KeyTimes times;
    private final StatelessSession database;
    private final AuditTrail audit;

    KeyRotation(KeyVault vault, KeyTimes times, StatelessSession database, AuditTrail audit) {
        this.audit = audit;
        this.vault = vault;
        this.times = times;
        this.database = database;
    }

    @Transactional
    List<SigningKey> published() {
        return SigningKey.published();
    }

    @Transactional
    List<KeyStatus> latest(int most) {
        return SigningKey.latest(most).stream().map(SigningKey::status).toList();
    }

    /**
     * Does what is due, unless another replica is about it: nobody waits for one that hangs.
     *
     * @param spare a key that was made before the transaction began, to be the next if one is needed
     */
    @Transactional
    void turn(SigningKey spare, Instant now) {
        if (AdvisoryLock.tryTake(database, LOCK)) {
            forgetWhatWasRead();
            turnAlone(spare, now);
        }
    }

    /** As {@link #turn}, for a replica that cannot serve before it is done. */
    @Transactional
    void turnFirst(SigningKey spare, Instant now) {
        lock();
        turnAlone(spare, now);
    }

    private void turnAlone(SigningKey spare, Instant now) {
        List<SigningKey> keys = SigningKey.published();
        Optional<SigningKey> current = SigningKey.in(State.CURRENT, keys);
        Optional<SigningKey> next = SigningKey.in(State.NEXT, keys);
        if (current.isEmpty()) {
            begin(next.orElse(spare), now);
        } else if (times.hasServed(current.get(), now)) {
            next.filter(key -> times.maySucceed(key, now)).ifPresent(key -> succeed(key, now));
        }
        prepareNext(spare, now);
        SigningKey.published().stream()
                .filter(key -> key.is(State.RETIRING) && times.isForgotten(key, now))
                .forEach(this::discard);
    }

    /** Lets the next key sign now, if everybody has it. Gives the time from which it could, if that is not yet. */
    @Transactional
    Optional<Instant> rotateEarly(SigningKey spare, Instant now) {
        lock();
        prepareNext(spare, now);
        SigningKey next = SigningKey.in(State.NEXT, SigningKey.published()).orElseThrow();
        if (!times.maySucceed(next, now)) {
            return Optional.of(times.knownToAllAt(next));
        }
        succeed(next, now);
        return Optional.empty();
    }

    /** Discards a key at once; where it signed, the next one does, also if somebody may not have it yet. */
    @Transactional
    boolean revoke(String kid, SigningKey spare, Instant now) {
        lock();
        Optional<SigningKey> key = SigningKey.published().stream()
                .filter(each -> each.kid().equals(kid))
                .findFirst();
        key.ifPresent(leaked -> {
            discard(leaked);
            SigningKey.flush();
            turnAlone(spare, now);
        });
        return key.isPresent();
    }

    /** Encrypts what another root secret has encrypted under the newest one. */
    @Transactional
    void reseal() {
        lock();
        SigningKey.published().forEach(vault::reseal);
    }

    private void succeed(SigningKey next, Instant now) {
        SigningKey.in(State.CURRENT, SigningKey.published()).ifPresent(current -> current.retire(now));
        // an index allows one current key, and the statements' order is not ours
        SigningKey.flush();
        begin(next, now);
    }

    private void begin(SigningKey key, Instant now) {
        key.activate(now);
        key.persistAndFlush();
        audit.record(AuditEvent.SIGNING_KEY_ACTIVATED, Map.of("kid", key.kid()));
        LOG.infof("signing key %s (%s) is in use", key.kid(), key.algorithm());
    }

    /**
     * One for another algorithm is replaced only after everybody could have had it: while replicas are set to different ones, they
     * would else replace each other's for ever, and none would come of age.
     */
    private void prepareNext(SigningKey spare, Instant now) {
        Optional<SigningKey> next = SigningKey.in(State.NEXT, SigningKey.published());
        boolean replaced = next.filter(key -> times.isToBeReplaced(key, now)).isPresent();
        if (replaced) {
            next.get().delete();
            SigningKey.flush();
        }
        if ((next.isEmpty() || replaced) && !spare.is(State.CURRENT)) {
            spare.persistAndFlush();
            LOG.infof("signing key %s (%s) is published", spare.kid(), spare.algorithm());
        }
    }

    /** Of one that never signed nothing has to be remembered. */
    private void discard(SigningKey key) {
        if (key.is(State.NEXT)) {
            key.delete();
        } else {
            key.discard();
        }
        audit.record(AuditEvent.SIGNING_KEY_DISCARDED, Map.of("kid", key.kid()));
        LOG.infof("signing key %s is gone", key.kid());
    }

    /** Waits for the others for a moment, and hangs up on whoever hangs while holding it. */
    private void lock() {
        database.createNativeMutationQuery("set local lock_timeout = '2s'").executeUpdate();
        database.createNativeMutationQuery("set local idle_in_transaction_session_timeout = '5s'")
                .executeUpdate();
        AdvisoryLock.take(database, LOCK);
        forgetWhatWasRead();
    }

    /** In a transaction that had begun before: what it has read may be older than the lock. */
    private static void forgetWhatWasRead() {
        SigningKey.flush();
        SigningKey.getEntityManager().clear();
    }
}
