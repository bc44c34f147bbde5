package dev.latchkey.key;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.health.api.HealthGroup;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready only with a key to sign with. It looks in memory and needs no worker thread, all of which callers may have taken. */
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
