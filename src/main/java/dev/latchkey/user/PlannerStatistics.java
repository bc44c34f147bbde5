package dev.latchkey.user;

import dev.latchkey.platform.AdvisoryLock;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.StatelessSession;

/**
 * PostgreSQL keeps samples of what columns hold, for its planner: names, addresses and profiles of people, some of whom have deleted
 * their account since. It takes new samples when a tenth of the table has changed, which may be never; so this asks it to, by one
 * replica at a time. It takes a second among a million people, and waits for nobody.
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
