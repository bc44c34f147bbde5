package dev.latchkey.user;

import jakarta.enterprise.context.ApplicationScoped;

/** Renews the planner statistics for tests in other rooms, as the schedule does every hour. */
@ApplicationScoped
public class RenewedStatistics {

    private final PlannerStatistics statistics;

    RenewedStatistics(PlannerStatistics statistics) {
        this.statistics = statistics;
    }

    /** Renews them now. */
    public void now() {
        statistics.renew();
    }
}
