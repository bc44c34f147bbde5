package dev.latchkey.user;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.latchkey.cluster.AdvisoryLock;
import dev.latchkey.password.ForeignPasswords;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.jboss.logging.Logger;

/**
 * Encrypts imported hashes under the newest root secret: those that are stored unencrypted, and those under a former root secret. It works
 * in small batches, each in its own transaction, on one replica at a time.
 *
 * <p>It starts 15 minutes after the service: the previous release cannot read encrypted hashes and still runs during a rolling upgrade. The
 * user's version and the time of the last password change stay, because callers see no change.
 */
@ApplicationScoped
class ImportedHashEncryption {

    private static final Logger LOG = Logger.getLogger(ImportedHashEncryption.class);

    /** Names the advisory lock: "imphashe" in ASCII. */
    private static final long LOCK = 0x696d706861736865L;

    private static final int BATCH = 500;
    private static final UUID FIRST = new UUID(0, 0);

    /** Repeats the predicate of V20's index. With {@code <>} the index would not be used and each run would read all imported users. */
    private static final String NOT_YET = """
            select id, password_hash from users
            where (password_hash like 'foreign:%' or password_hash like 'sealed:%')
                and (left(split_part(password_hash, ':', 2), 16) < :secret
                    or left(split_part(password_hash, ':', 2), 16) > :secret)
                and id > :after
            order by id limit :batch for update skip locked""";

    private static final String ENCRYPT = """
            update users u set password_hash = r.hash
            from jsonb_to_recordset(cast(cast(:rows as text) as jsonb)) as r(id uuid, hash text)
            where u.id = r.id""";

    private final StatelessSession database;
    private final ForeignPasswords passwords;

    ImportedHashEncryption(StatelessSession database, ForeignPasswords passwords) {
        this.database = database;
        this.passwords = passwords;
    }

    @Scheduled(every = "10m", delayed = "15m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void encrypt() {
        long encrypted = 0;
        UUID after = FIRST;
        while (after != null) {
            UUID from = after;
            Batch batch = QuarkusTransaction.requiringNew().call(() -> batch(from));
            encrypted += batch.encrypted();
            after = batch.last().orElse(null);
        }
        if (encrypted > 0) {
            LOG.infof("%d imported password hashes are encrypted under the newest root secret now", encrypted);
        }
    }

    /**
     * The result of one batch.
     *
     * @param encrypted number of encrypted rows
     * @param last id of the last row read, if there may be more behind it
     */
    private record Batch(int encrypted, Optional<UUID> last) {}

    private Batch batch(UUID after) {
        if (!AdvisoryLock.tryTake(database, LOCK)) {
            return new Batch(0, Optional.empty());
        }
        List<Tuple> users = database.createNativeQuery(NOT_YET, Tuple.class)
                .setParameter("secret", passwords.secretId())
                .setParameter("after", after)
                .setParameter("batch", BATCH)
                .getResultList();
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        for (Tuple user : users) {
            // a hash whose root secret is not configured stays as it is
            passwords
                    .encryptAnew(user.get("password_hash", String.class))
                    .ifPresent(hash -> rows.addObject()
                            .put("id", user.get("id", UUID.class).toString())
                            .put("hash", hash));
        }
        if (!rows.isEmpty()) {
            database.createNativeMutationQuery(ENCRYPT)
                    .setParameter("rows", Profile.write(rows))
                    .executeUpdate();
        }
        boolean more = users.size() == BATCH;
        return new Batch(
                rows.size(), more ? Optional.of(users.get(BATCH - 1).get("id", UUID.class)) : Optional.empty());
    }
}
