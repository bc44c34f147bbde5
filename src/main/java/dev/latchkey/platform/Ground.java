package dev.latchkey.platform;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Makes what other rooms have injected: nobody else reads the system's clock or the secret's setting. */
final class Ground {

    private Ground() {}

    @Produces
    @Singleton
    static Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    static RootSecret rootSecret(PlatformConfig config) {
        return RootSecret.parse(config.secret());
    }
}
