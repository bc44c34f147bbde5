package dev.latchkey.user;

import dev.latchkey.cluster.AdvisoryLock;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.StatelessSession;

/**
 * Renews the planner statistics of {@code users} hourly, on one replica at a time. The statistics contain samples of names, addresses and
 * profiles, also of deleted users. PostgreSQL renews them only when a tenth of the table has changed, which may never happen. Takes about a
 * second with a million users, and waits at most 1 s for a lock.
 */
@ApplicationScoped
class PlannerStatistics {

    /** Names the advisory lock: "userstat" in ASCII. */
    private static final long LOCK = 0x7573657273746174L;

    private final StatelessSession database;

    PlannerStatistics(StatelessSession database) {
        this.database = database;
    }

    @Scheduled(every = "1h", delayed = "3m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void renew() {
        QuarkusTransaction.requiringNew().run(() -> {
            if (AdvisoryLock.tryTake(database, LOCK)) {
                database.createNativeMutationQuery("set local lock_timeout = '1s'")
                        .executeUpdate();
                database.createNativeMutationQuery("analyze users").executeUpdate();
            }
        });
    }
}
