package dev.latchkey.http;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/** Delays the refusals of resources as {@link Pacing} says. The worker thread is free while they wait. */
class PacedResponses {

    private final Pacing pacing;

    PacedResponses(Pacing pacing) {
        this.pacing = pacing;
    }

    @ServerResponseFilter
    @Nullable
    Uni<Void> pace(ContainerResponseContext response, RoutingContext call) {
        if (!Pacing.isPaced(response.getStatus())) {
            // goes on without suspending the request
            return null;
        }
        // always there, in seconds: ProblemWriter is the only one who refuses
        Duration retryAfter = Duration.ofSeconds(Long.parseLong(response.getHeaderString(HttpHeaders.RETRY_AFTER)));
        return Uni.createFrom().emitter(refusal -> pacing.answer(call, retryAfter, () -> refusal.complete(null)));
    }
}
