package dev.latchkey.throttle;

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

/**
 * Deletes empty buckets, which mean the same as absent ones. It reads page by page in the order of the primary key, each page in its own
 * transaction, on one replica at a time. There is no index on the time, because each attempt would have to update it.
 *
 * <p>An attacker can create rows with many names from many networks. But a row is created only by an attempt that passes its limits and is
 * hashed or shed, and lives one period of ten minutes longer. A thousand attempts per second amount to two million rows of a hundred bytes.
 */
@ApplicationScoped
class ThrottleCleanup {

    /** Names the advisory lock: "throttle" in ASCII. */
    private static final long LOCK = 0x7468726f74746c65L;

    /** With 5,000 rows each, up to five million a minute. */
    private static final int MOST_PAGES = 1_000;

    /** Skips locked rows instead of waiting: an attempt has locked them, so they are not empty. */
    private static final String SWEEP = """
            with page as (
                select key from throttle where key > :last order by key limit 5000
            ), gone as (
                delete from throttle where key = any(array(
                    select t.key from throttle t
                    where t.key in (select key from page) and t.tat < now()
                    for update skip locked))
            )
            select key from page order by key desc limit 1""";

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final StatelessSession database;

    ThrottleCleanup(StatelessSession database) {
        this.database = database;
    }

    @Scheduled(
            every = "1m",
            skipExecutionIf = Quiet.TenMinutes.class,
            delayed = "20s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        UUID last = BEFORE_ALL;
        for (int page = 0; page < MOST_PAGES; page++) {
            UUID from = last;
            last = QuarkusTransaction.requiringNew().call(() -> sweep(from));
            if (last.equals(BEFORE_ALL)) {
                return;
            }
        }
    }

    /** Returns the last key of the page; the zero id if there is none, or another replica holds the lock. */
    private UUID sweep(UUID last) {
        if (!AdvisoryLock.tryTake(database, LOCK)) {
            return BEFORE_ALL;
        }
        List<UUID> end =
                Scalars.list(database.createNativeQuery(SWEEP, Tuple.class).setParameter("last", last), UUID.class);
        return end.isEmpty() ? BEFORE_ALL : end.get(0);
    }
}
