package dev.latchkey.session;

import dev.latchkey.platform.AdvisoryLock;
import dev.latchkey.platform.Quiet;
import dev.latchkey.platform.Scalars;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.List;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.jboss.logging.Logger;

/**
 * Ends sessions of disabled users; deletes sessions and grants that have ended, sessions that are past their time or were not refreshed for too long, and bits that no living token
 * needs: in small batches, each a transaction of its own, by one replica at a time.
 */
@ApplicationScoped
class Housekeeping {

    private static final Logger LOG = Logger.getLogger(Housekeeping.class);

    /** Names the advisory lock: "sessions" in ASCII. */
    private static final long LOCK = 0x73657373696f6e73L;

    private static final int BATCH = 1_000;

    /** 20,000 in a minute are 28 million in a day; what piles up beyond that waits, and nobody waits for it. */
    private static final int MOST_BATCHES = 20;

    /**
     * By an array, and not by "in", so that a batch is found by the primary key however large the table is. The first ends what the
     * trigger on users could not see: a user was disabled by SQL at repeatable read while they signed in.
     */
    private static final List<String> STATEMENTS = List.of(
            "update sessions set ended_at = now() where id = any(array(select s.id from users u"
                    + " join sessions s on s.user_id = u.id where u.status = 'DISABLED' and s.ended_at is null limit :batch))",
            "delete from sessions where id = any(array(select id from sessions where expires_at < now()"
                    + " order by expires_at limit :batch for update skip locked))",
            "delete from sessions where id = any(array(select id from sessions where ended_at < now()"
                    + " order by ended_at limit :batch for update skip locked))",
            "delete from client_grants where id = any(array(select id from client_grants where ended_at < now()"
                    + " order by ended_at limit :batch for update skip locked))",
            "delete from revoked_sessions where status_index = any(array(select status_index from revoked_sessions"
                    + " where until < now() order by until limit :batch for update skip locked))");

    /**
     * A session of which no grant was refreshed for too long is looked for page by page, by the primary key: an index on the time of
     * the last refresh would have to be written at each of them.
     */
    private static final String SWEEP = """
            with page as (
                select id, refreshed_at from sessions where id > :last order by id limit 5000
            ), gone as (
                delete from sessions where id = any(array(
                    select p.id from page p where p.refreshed_at < now() - :idle * interval '1 second'
                        and not exists (select from client_grants g where g.session_id = p.id and g.ended_at is null
                            and g.refreshed_at >= now() - :idle * interval '1 second')))
            )
            select id from page order by id desc limit 1""";

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final StatelessSession database;
    private final double idleSeconds;
    private UUID sweptTo = BEFORE_ALL;

    Housekeeping(StatelessSession database, SessionConfig config) {
        this.database = database;
        this.idleSeconds = config.idleLifetime().toSeconds();
    }

    @Scheduled(
            every = "1m",
            skipExecutionIf = Quiet.TenMinutes.class,
            delayed = "30s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    synchronized void tidy() {
        for (String statement : STATEMENTS) {
            int rows = BATCH;
            for (int batch = 0; batch < MOST_BATCHES && rows == BATCH; batch++) {
                rows = QuarkusTransaction.requiringNew().call(() -> batch(statement));
            }
            LOG.debugf("%d rows in the last batch of: %s", rows, statement);
        }
        sweptTo = QuarkusTransaction.requiringNew().call(this::sweep);
    }

    private int batch(String statement) {
        return AdvisoryLock.tryTake(database, LOCK)
                ? database.createNativeMutationQuery(statement)
                        .setParameter("batch", BATCH)
                        .executeUpdate()
                : 0;
    }

    /** Where the next page begins: behind this one, or at the start when this was the last. */
    private UUID sweep() {
        if (!AdvisoryLock.tryTake(database, LOCK)) {
            return sweptTo;
        }
        List<UUID> last = Scalars.list(
                database.createNativeQuery(SWEEP, Tuple.class)
                        .setParameter("last", sweptTo)
                        .setParameter("idle", idleSeconds),
                UUID.class);
        return last.isEmpty() ? BEFORE_ALL : last.get(0);
    }
}
