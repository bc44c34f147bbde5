package dev.latchkey.problem;

import io.quarkus.scheduler.FailedExecution;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Logs faults of scheduled work in the same way as faults of requests. A fault that repeats is logged once a minute. */
@Singleton
class ScheduledFaults {

    private static final Duration QUIET = Duration.ofMinutes(1);

    private final Clock clock;
    private final Map<String, Instant> told = new ConcurrentHashMap<>();

    ScheduledFaults(Clock clock) {
        this.clock = clock;
    }

    void failed(@Observes FailedExecution failed) {
        Instant now = clock.instant();
        String work = failed.getExecution().getTrigger().getId();
        Instant last = told.getOrDefault(work, Instant.MIN);
        if (last.plus(QUIET).isBefore(now)) {
            told.put(work, now);
            ProblemMappers.log(failed.getException());
        }
    }
}
