package dev.latchkey.problem;

import io.quarkus.scheduler.FailedExecution;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** What goes wrong in work that nobody waits for is told in the log as what goes wrong in a call is. */
@Singleton
class ScheduledFaults {

    void failed(@Observes FailedExecution failed) {
        ProblemMappers.log(failed.getException());
    }
}
