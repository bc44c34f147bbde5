package dev.latchkey.session;

import dev.latchkey.token.TokenConfig;
import java.time.Duration;
import java.util.Locale;

/** Checks the settings of sessions against each other. */
final class SessionSettings {

    private SessionSettings() {}

    /** Throws an {@link IllegalStateException} that names the invalid setting. */
    static void check(SessionConfig session, TokenConfig token) {
        within("lifetime", session.lifetime(), token.lifetime(), Duration.ofDays(3650));
        // otherwise a session that has expired would leave access tokens that are still valid
        within("idle-lifetime", session.idleLifetime(), token.lifetime(), Duration.ofDays(3650));
        within("refresh-grace", session.refreshGrace(), Duration.ZERO, Duration.ofMinutes(10));
        within("revocation-delay", session.revocationDelay(), Duration.ofSeconds(2), Duration.ofHours(1));
    }

    private static void within(String name, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalStateException(String.format(
                    Locale.ROOT,
                    "latchkey.session.%s must be from %d s to %d s, and is %d s",
                    name,
                    least.toSeconds(),
                    most.toSeconds(),
                    value.toSeconds()));
        }
    }
}
