package dev.latchkey.key;

import dev.latchkey.key.SigningKey.State;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
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
    private static final long LOCK = 0x6c617463686b6579L;

    private final KeyVault vault;
    private final KeyTimes times;
    private final StatelessSession database;

    KeyRotation(KeyVault vault, KeyTimes times, StatelessSession database) {
        this.vault = vault;
        this.times = times;
        this.database = database;
    }

    @Transactional
    List<SigningKey> published() {
        return SigningKey.published();
    }

    /** Does what is due. Whoever comes second finds it done. */
    @Transactional
    List<SigningKey> turn(Instant now) {
        // made before the lock is taken: whoever waits for the lock waits for a few statements only
        SigningKey spare = vault.create(now);
        SigningKey another = vault.create(now);
        lock();
        List<SigningKey> keys = SigningKey.published();
        if (SigningKey.in(State.CURRENT, keys).isEmpty()) {
            begin(SigningKey.in(State.NEXT, keys).orElse(another), now);
        } else if (times.isTurnDue(keys, now)) {
            succeedIfServed(keys, now);
        }
        prepareNext(spare);
        SigningKey.published().stream()
                .filter(key -> key.is(State.RETIRING) && times.isForgotten(key, now))
                .forEach(KeyRotation::discard);
        return SigningKey.published();
    }

    /** Lets the next key sign now, if everybody has it. Gives the time from which it could, if that is not yet. */
    @Transactional
    Optional<Instant> rotateEarly(Instant now) {
        lock();
        SigningKey next = SigningKey.in(State.NEXT, SigningKey.published()).orElseThrow();
        if (!times.isKnownToAll(next, now)) {
            return Optional.of(times.knownToAllAt(next));
        }
        succeed(next, now);
        return Optional.empty();
    }

    /** Discards a key at once; where it signed, the next one does, also if somebody may not have it yet. */
    @Transactional
    boolean revoke(String kid, Instant now) {
        lock();
        Optional<SigningKey> key = SigningKey.published().stream()
                .filter(each -> each.kid().equals(kid))
                .findFirst();
        key.ifPresent(KeyRotation::discard);
        SigningKey.flush();
        if (key.isPresent()) {
            turn(now);
        }
        return key.isPresent();
    }

    /** Encrypts what another root secret has encrypted under the newest one. */
    @Transactional
    void reseal() {
        lock();
        SigningKey.published().forEach(vault::reseal);
    }

    private void succeedIfServed(List<SigningKey> keys, Instant now) {
        SigningKey current = SigningKey.in(State.CURRENT, keys).orElseThrow();
        SigningKey.in(State.NEXT, keys)
                .filter(next -> times.hasServed(current, now) && times.isKnownToAll(next, now))
                .ifPresent(next -> succeed(next, now));
    }

    private void succeed(SigningKey next, Instant now) {
        SigningKey.in(State.CURRENT, SigningKey.published()).ifPresent(current -> current.retire(now));
        // an index allows one current key, and the statements' order is not ours
        SigningKey.flush();
        begin(next, now);
    }

    private static void begin(SigningKey key, Instant now) {
        key.activate(now);
        key.persistAndFlush();
        LOG.infof("signing key %s (%s) is in use", key.kid(), key.algorithm());
    }

    private void prepareNext(SigningKey spare) {
        Optional<SigningKey> next = SigningKey.in(State.NEXT, SigningKey.published());
        if (next.filter(times::isOfTheRightAlgorithm).isEmpty()) {
            next.ifPresent(KeyRotation::discard);
            SigningKey.flush();
            spare.persistAndFlush();
            LOG.infof("signing key %s (%s) is published", spare.kid(), spare.algorithm());
        }
    }

    private static void discard(SigningKey key) {
        key.discard();
        LOG.infof("signing key %s is gone", key.kid());
    }

    private void lock() {
        database.createNativeQuery("select cast(pg_advisory_xact_lock(:lock) as text)", String.class)
                .setParameter("lock", LOCK)
                .getSingleResult();
    }
}
