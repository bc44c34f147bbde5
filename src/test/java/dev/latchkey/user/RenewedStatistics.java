package dev.latchkey.user;

import jakarta.enterprise.context.ApplicationScoped;

/** For tests in other rooms: what the schedule does every hour. */
@ApplicationScoped
public class RenewedStatistics {

    private final PlannerStatistics statistics;

    RenewedStatistics(PlannerStatistics statistics) {
        this.statistics = statistics;
    }

    /** Does it now. */
    public void now() {
        statistics.renew();
    }
}
