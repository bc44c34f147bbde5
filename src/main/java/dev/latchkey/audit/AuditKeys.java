package dev.latchkey.audit;

import dev.latchkey.platform.Encryption;
import dev.latchkey.platform.Randomness;
import dev.latchkey.platform.RootSecret;
import dev.latchkey.platform.RootSecret.Purpose;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.spec.SecretKeySpec;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * Signs what is in the trail, by HMAC-SHA-256 under keys that are in the database, but encrypted under the root secret: whoever can
 * write to the database, and be it its superuser, cannot compute a MAC or a seal anew, as they could a plain hash.
 *
 * <p>Each root secret brings a key of its own; the keys of former ones are encrypted under the newest, so that a former secret can go
 * while what was signed under it can still be checked. Safe for use by several threads.
 */
@ApplicationScoped
class AuditKeys {

    private static final String ALGORITHM = "HmacSHA256";

    /** Names the advisory lock: "auditkey" in ASCII. */
    private static final long LOCK = 0x61756469746b6579L;

    private static final int KEY_BYTES = 32;

    /** Before whatever else begins at the start may have an event. */
    private static final int FIRST = 100;

    private final StatelessSession database;
    private final Encryption encryption;
    private final Randomness randomness;

    private volatile @Nullable Known known;

    AuditKeys(StatelessSession database, RootSecret secret, Randomness randomness) {
        this.database = database;
        this.encryption = new Encryption(secret, Purpose.AUDIT, randomness, "audit key");
        this.randomness = randomness;
    }

    /** All keys by their numbers, and the one to sign with. */
    private record Known(Map<Integer, byte[]> keys, int current) {}

    @Transactional
    void load(@Observes @Priority(FIRST) StartupEvent start) {
        database.createNativeQuery("select cast(pg_advisory_xact_lock(:lock) as text)", String.class)
                .setParameter("lock", LOCK)
                .getSingleResult();
        Map<Integer, byte[]> keys = new TreeMap<>();
        int current = 0;
        int last = 0;
        for (Tuple stored : stored()) {
            int id = stored.get("id", Integer.class);
            String secretId = stored.get("secret_id", String.class);
            byte[] key = encryption.decrypt(name(id), secretId, stored.get("key", byte[].class));
            keys.put(id, key);
            current = stored.get("made_under", String.class).equals(encryption.secretId()) ? id : current;
            last = id;
            if (!secretId.equals(encryption.secretId())) {
                encryptAnew(id, key);
            }
        }
        if (current == 0) {
            current = last + 1;
            keys.put(current, make(current));
        }
        known = new Known(Map.copyOf(keys), current);
    }

    Mac sign(byte[] message) {
        Known present = known();
        return new Mac(present.current(), hmac(present, present.current(), message));
    }

    /** False also for a key that is not there. */
    boolean isGenuine(Mac mac, byte[] message) {
        Known present = known();
        return present.keys().containsKey(mac.key())
                && MessageDigest.isEqual(hmac(present, mac.key(), message), mac.bytes());
    }

    private static byte[] hmac(Known known, int id, byte[] message) {
        try {
            javax.crypto.Mac mac = javax.crypto.Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(known.keys().get(id), ALGORITHM));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    private Known known() {
        Known present = known;
        if (present == null) {
            throw new IllegalStateException("the audit keys are not loaded yet");
        }
        return present;
    }

    private List<Tuple> stored() {
        return database.createNativeQuery(
                        "select id, key, secret_id, made_under from audit_keys order by id", Tuple.class)
                .list();
    }

    private byte[] make(int id) {
        byte[] key = randomness.bytes(KEY_BYTES);
        database.createNativeMutationQuery("insert into audit_keys (id, key, secret_id, made_under, created_at)"
                        + " values (:id, :key, :secret, :secret, now())")
                .setParameter("id", id)
                .setParameter("key", encryption.encrypt(name(id), key))
                .setParameter("secret", encryption.secretId())
                .executeUpdate();
        return key;
    }

    private void encryptAnew(int id, byte[] key) {
        database.createNativeMutationQuery("update audit_keys set key = :key, secret_id = :secret where id = :id")
                .setParameter("id", id)
                .setParameter("key", encryption.encrypt(name(id), key))
                .setParameter("secret", encryption.secretId())
                .executeUpdate();
    }

    private static String name(int id) {
        return Integer.toString(id);
    }
}
