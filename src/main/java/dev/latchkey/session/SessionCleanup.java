package dev.latchkey.session;

import dev.latchkey.cluster.AdvisoryLock;
import dev.latchkey.database.Scalars;
import dev.latchkey.http.Quiet;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.List;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.jboss.logging.Logger;

/**
 * Ends sessions of disabled users. Deletes sessions and grants that have ended, sessions past their absolute end or not refreshed for too
 * long, and revocation bits that no live token needs. Works in small batches, each a transaction of its own, and on one replica at a time.
 */
@ApplicationScoped
class SessionCleanup {

    private static final Logger LOG = Logger.getLogger(SessionCleanup.class);

    /** Names the advisory lock: "sessions" in ASCII. */
    private static final long LOCK = 0x73657373696f6e73L;

    private static final int BATCH = 1_000;

    /** 20 batches are 20,000 rows a minute, 28 million a day. Further rows wait for the next run, which delays no caller. */
    private static final int MOST_BATCHES = 20;

    /**
     * Finds a batch by an array instead of {@code in}, so that the primary key is used however large the table is. The first statement ends
     * sessions that the trigger on users could not see: a user was disabled by SQL at repeatable read during their sign-in.
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
     * Searches for sessions without a recently refreshed grant page by page, along the primary key. An index on the time of the last
     * refresh would have to be written at each refresh.
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

    SessionCleanup(StatelessSession database, SessionConfig config) {
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

    /** Deletes the idle sessions of one page. Returns where the next page begins: behind this one, or at the start after the last page. */
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
