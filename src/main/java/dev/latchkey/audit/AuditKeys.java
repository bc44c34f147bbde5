package dev.latchkey.audit;

import dev.latchkey.cluster.AdvisoryLock;
import dev.latchkey.config.StartRefusal;
import dev.latchkey.crypto.Encryption;
import dev.latchkey.crypto.Randomness;
import dev.latchkey.crypto.RootSecret;
import dev.latchkey.crypto.RootSecret.Purpose;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * Signs the rows and seals of the trail with HMAC-SHA-256. The keys are in the database, but encrypted under the root secret. So an
 * attacker who can write to the database, even as its superuser, cannot recompute a MAC or a seal, as would be possible with a plain hash.
 *
 * <p>Each root secret has an audit key of its own. The keys of former secrets are encrypted under the newest one, so that a former secret
 * can be removed and what was signed under it still be verified. Safe for use by several threads.
 */
@ApplicationScoped
class AuditKeys {

    private static final String STORED = "select id, key, secret_id, made_under from audit_keys order by id";

    /** The advisory lock: "auditkey" in ASCII. */
    private static final long LOCK = 0x61756469746b6579L;

    private static final int KEY_BYTES = 32;

    /** Runs before all other start-up work that may record an event. */
    private static final int FIRST = 100;

    private final StatelessSession database;
    private final BeginningRow beginning;
    private final Encryption encryption;
    private final Randomness randomness;

    private volatile @Nullable Keyring known;

    AuditKeys(StatelessSession database, RootSecret secret, Randomness randomness) {
        this.database = database;
        this.beginning = new BeginningRow(database);
        this.encryption = new Encryption(secret, Purpose.AUDIT, randomness, "audit key");
        this.randomness = randomness;
    }

    @Transactional
    void load(@Observes @Priority(FIRST) StartupEvent start) {
        AdvisoryLock.take(database, LOCK);
        Map<Integer, byte[]> keys = new TreeMap<>();
        int current = 0;
        int last = 0;
        for (Tuple stored : stored()) {
            int id = stored.get("id", Integer.class);
            String secretId = stored.get("secret_id", String.class);
            byte[] sealed = stored.get("key", byte[].class);
            byte[] key = StartRefusal.unless(() -> encryption.decrypt(name(id), secretId, sealed));
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
        known = new Keyring(Map.copyOf(keys), current);
        if (last == 0) {
            beginning.make(this::sign);
        } else {
            beginning.complete(this::sign);
        }
    }

    Mac sign(byte[] message) {
        return known().sign(message);
    }

    /** Returns whether a MAC is valid; false also for an unknown key. */
    boolean isGenuine(Mac mac, byte[] message) {
        return known().isGenuine(mac, message);
    }

    /** Returns the keys in the database and in memory, and adds a finding for each difference between them. */
    Keyring inDatabase(Connection connection, Findings findings) throws SQLException {
        Map<Integer, byte[]> keys = new TreeMap<>(known().keys());
        Set<Integer> missing = new TreeSet<>(keys.keySet());
        try (PreparedStatement statement = SealRows.prepare(connection, STORED);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                int id = row.getInt("id");
                missing.remove(id);
                Optional<byte[]> key =
                        encryption.decryptIfGenuine(name(id), row.getString("secret_id"), row.getBytes("key"));
                byte[] present = keys.putIfAbsent(id, key.orElseGet(() -> new byte[KEY_BYTES]));
                if (key.isEmpty() || (present != null && !MessageDigest.isEqual(present, key.get()))) {
                    findings.add(AuditFinding.Kind.KEY_CHANGED, null, null);
                }
            }
        }
        missing.forEach(id -> findings.add(AuditFinding.Kind.KEY_REMOVED, null, null));
        return new Keyring(Map.copyOf(keys), known().current());
    }

    private Keyring known() {
        Keyring present = known;
        if (present == null) {
            throw new IllegalStateException("the audit keys are not loaded yet");
        }
        return present;
    }

    private List<Tuple> stored() {
        return database.createNativeQuery(STORED, Tuple.class).list();
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
