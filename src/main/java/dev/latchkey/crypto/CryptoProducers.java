package dev.latchkey.crypto;

import io.quarkus.runtime.LaunchMode;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Produces the beans that other rooms inject. Only this class reads the system clock and the setting of the root secret. */
final class CryptoProducers {

    CryptoProducers() {}

    @Produces
    @Singleton
    static Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    static RootSecret rootSecret(CryptoConfig config) {
        return accepted(RootSecret.parse(config.secret()), LaunchMode.current());
    }

    /** Repeats the check of the start, because a profile can still replace the value that the start has checked. */
    static RootSecret accepted(RootSecret secret, LaunchMode mode) {
        if (mode == LaunchMode.NORMAL && secret.isForDevelopment()) {
            throw new IllegalStateException("LATCHKEY_SECRET is that of dev mode, which anybody can read");
        }
        return secret;
    }
}
