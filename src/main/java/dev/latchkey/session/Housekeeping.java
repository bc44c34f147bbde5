package dev.latchkey.session;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.StatelessSession;
import org.jboss.logging.Logger;

/**
 * Deletes sessions that have ended or are past their time, and bits that no living token needs: in small batches, each a
 * transaction of its own, by one replica at a time.
 */
@ApplicationScoped
class Housekeeping {

    private static final Logger LOG = Logger.getLogger(Housekeeping.class);

    /** Names the advisory lock: "sessions" in ASCII. */
    private static final long LOCK = 0x73657373696f6e73L;

    private static final int BATCH = 1_000;

    /** 20,000 in a minute are 28 million in a day; what piles up beyond that waits, and nobody waits for it. */
    private static final int MOST_BATCHES = 20;

    /** By an array, and not by "in", so that a batch is found by the primary key however large the table is. */
    private static final List<String> DELETES = List.of(
            "delete from sessions where id = any(array(select id from sessions where expires_at < now()"
                    + " order by expires_at limit :batch for update skip locked))",
            "delete from sessions where id = any(array(select id from sessions where ended_at < now()"
                    + " order by ended_at limit :batch for update skip locked))",
            "delete from revoked_sessions where status_index = any(array(select status_index from revoked_sessions"
                    + " where until < now() order by until limit :batch for update skip locked))");

    private final StatelessSession database;

    Housekeeping(StatelessSession database) {
        this.database = database;
    }

    @Scheduled(every = "1m", delayed = "30s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void tidy() {
        for (String delete : DELETES) {
            int deleted = BATCH;
            for (int batch = 0; batch < MOST_BATCHES && deleted == BATCH; batch++) {
                deleted = QuarkusTransaction.requiringNew().call(() -> batch(delete));
            }
            LOG.debugf("deleted %d at last: %s", deleted, delete);
        }
    }

    private int batch(String delete) {
        boolean alone = database.createNativeQuery("select pg_try_advisory_xact_lock(:lock)", Boolean.class)
                .setParameter("lock", LOCK)
                .getSingleResult();
        return alone
                ? database.createNativeMutationQuery(delete)
                        .setParameter("batch", BATCH)
                        .executeUpdate()
                : 0;
    }
}
