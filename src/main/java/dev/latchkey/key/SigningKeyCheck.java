package dev.latchkey.key;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.health.api.HealthGroup;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Reports ready if a signing key is loaded. It reads memory only and needs no worker thread, because requests may occupy all of them. */
@Readiness
@HealthGroup("serving")
@ApplicationScoped
class SigningKeyCheck implements AsyncHealthCheck {

    private final SigningKeys keys;

    SigningKeyCheck(SigningKeys keys) {
        this.keys = keys;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.createFrom()
                .item(() -> HealthCheckResponse.named("signing-key")
                        .status(keys.isReady())
                        .build());
    }
}
