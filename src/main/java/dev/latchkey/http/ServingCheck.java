package dev.latchkey.http;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.health.api.HealthGroup;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Is up until the service begins to stop, with or without a database. Load balancers use its group, to which the room {@code key} adds a
 * check: all replicas share the database, so a check of the database would take all of them, and the public keys, out of service at once.
 * Safe for use by several threads.
 */
@HealthGroup("serving")
@ApplicationScoped
class ServingCheck implements AsyncHealthCheck {

    private volatile boolean stopping;

    /** Begins the period in which requests are still served but no new ones should be sent. */
    void stops(@Observes ShutdownDelayInitiatedEvent event) {
        stopping = true;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.createFrom()
                .item(() -> HealthCheckResponse.named("not-stopping")
                        .status(!stopping)
                        .build());
    }
}
