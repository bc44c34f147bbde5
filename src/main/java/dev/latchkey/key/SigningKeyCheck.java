package dev.latchkey.key;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/** Started and ready only with a key to sign with. */
@Startup
@Readiness
@ApplicationScoped
class SigningKeyCheck implements HealthCheck {

    private final SigningKeys keys;

    SigningKeyCheck(SigningKeys keys) {
        this.keys = keys;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("signing-key").status(keys.isReady()).build();
    }
}
