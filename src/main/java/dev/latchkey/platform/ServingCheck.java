package dev.latchkey.platform;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.health.api.HealthGroup;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Up until the service is told to stop, with a database or without. The group, to which the room {@code key} adds its check, is for load balancers: all replicas share the database,
 * so a check that asks it would take all of them out of service at once, and the public keys with them. Safe for use by several threads.
 */
@HealthGroup("serving")
@ApplicationScoped
class ServingCheck implements AsyncHealthCheck {

    private volatile boolean stopping;

    /** Begins the time in which calls are still served and no more should be sent. */
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
