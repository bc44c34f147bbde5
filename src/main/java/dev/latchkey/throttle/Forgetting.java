package dev.latchkey.throttle;

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

/**
 * Deletes buckets that are empty again, which are as good as none: page by page of the primary key, each a transaction of its own,
 * by one replica at a time. There is no index on the time, because each attempt would have to write it.
 *
 * <p>Strangers can make rows by trying many names from many networks, but a row is made by an attempt that goes on to be hashed or
 * shed, and lives one period, ten minutes, longer than that: a thousand attempts in a second come to two million rows of a hundred bytes.
 */
@ApplicationScoped
class Forgetting {

    /** Names the advisory lock: "throttle" in ASCII. */
    private static final long LOCK = 0x7468726f74746c65L;

    /** 5,000 rows each: five million in a minute, should it ever be needed. */
    private static final int MOST_PAGES = 1_000;

    /** It waits for nobody: rows that an attempt has locked are not empty. */
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

    Forgetting(StatelessSession database) {
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

    /** Gives the last key of the page; nothing if there was none, or another replica is at it. */
    private UUID sweep(UUID last) {
        if (!AdvisoryLock.tryTake(database, LOCK)) {
            return BEFORE_ALL;
        }
        List<UUID> end =
                Scalars.list(database.createNativeQuery(SWEEP, Tuple.class).setParameter("last", last), UUID.class);
        return end.isEmpty() ? BEFORE_ALL : end.get(0);
    }
}
