package dev.latchkey.key;

import dev.latchkey.audit.AuditEvent;
import dev.latchkey.audit.AuditTrail;
import dev.latchkey.cluster.AdvisoryLock;
import dev.latchkey.key.SigningKey.State;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.StatelessSession;
import org.jboss.logging.Logger;

/**
 * Moves the keys in PostgreSQL through their states, one replica at a time. There is always one key that signs and one that is already
 * published and signs next. So a key that must be revoked at once has a successor that all verifiers know.
 */
@ApplicationScoped
class KeyRotation {

    private static final Logger LOG = Logger.getLogger(KeyRotation.class);

    /** Key of the advisory lock under which one replica at a time changes keys: "latchkey" in ASCII. */
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
     * Makes the changes that are due, unless another replica holds the lock. It does not wait for a replica that hangs.
     *
     * @param spare a key that was created before the transaction began; becomes the next key if one is needed
     */
    @Transactional
    void turn(SigningKey spare, Instant now) {
        if (AdvisoryLock.tryTake(database, LOCK)) {
            forgetWhatWasRead();
            turnAlone(spare, now);
        }
    }

    /** As {@link #turn}, but waits for the lock: for a replica that cannot serve before the changes are made. */
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

    /** Lets the next key sign now, if all verifiers can have it. Otherwise returns the time from which it could. */
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

    /** Discards a key at once. If it was the current key, the next one signs, even if some verifiers may not have it yet. */
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

    /** Re-encrypts private keys that are under another root secret, under the newest one. */
    @Transactional
    void reseal() {
        lock();
        SigningKey.published().forEach(vault::reseal);
    }

    private void succeed(SigningKey next, Instant now) {
        SigningKey.in(State.CURRENT, SigningKey.published()).ifPresent(current -> current.retire(now));
        // flush now: an index allows one current key, and Hibernate may reorder the statements
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
     * Creates the next key if it is missing or has another algorithm. In the second case it is replaced only after all verifiers could have
     * had it. Otherwise replicas with different settings would replace each other's keys for ever, and no key would become old enough to
     * sign.
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

    /** Discards a key. A key that never signed is deleted, because no token refers to it. */
    private void discard(SigningKey key) {
        if (key.is(State.NEXT)) {
            key.delete();
        } else {
            key.discard();
        }
        audit.record(AuditEvent.SIGNING_KEY_DISCARDED, Map.of("kid", key.kid()));
        LOG.infof("signing key %s is gone", key.kid());
    }

    /** Takes the lock with a timeout of 2 s; a holder that is idle for 5 s loses its connection. */
    private void lock() {
        database.createNativeMutationQuery("set local lock_timeout = '2s'").executeUpdate();
        database.createNativeMutationQuery("set local idle_in_transaction_session_timeout = '5s'")
                .executeUpdate();
        AdvisoryLock.take(database, LOCK);
        forgetWhatWasRead();
    }

    /** Clears the entities that this transaction has read: they may be older than the lock. */
    private static void forgetWhatWasRead() {
        SigningKey.flush();
        SigningKey.getEntityManager().clear();
    }
}
