package dev.latchkey.platform;

import io.quarkus.runtime.LaunchMode;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/** Makes what other rooms have injected: nobody else reads the system's clock or the secret's setting. */
final class Ground {

    Ground() {}

    @Produces
    @Singleton
    static Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    static RootSecret rootSecret(PlatformConfig config) {
        return accepted(RootSecret.parse(config.secret()), LaunchMode.current());
    }

    @Produces
    @Singleton
    static TrustedProxies trustedProxies(PlatformConfig config) {
        return TrustedProxies.parse(config.trustedProxies().orElse(List.of()));
    }

    /** Main has asked the same, but a profile can still put another value in place of the one that it saw. */
    static RootSecret accepted(RootSecret secret, LaunchMode mode) {
        if (mode == LaunchMode.NORMAL && secret.isForDevelopment()) {
            throw new IllegalStateException("LATCHKEY_SECRET is that of dev mode, which anybody can read");
        }
        return secret;
    }
}
