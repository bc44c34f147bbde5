package dev.latchkey.session;

import dev.latchkey.config.Within;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Lifetimes of sessions, and the delay of their revocation. */
@ConfigMapping(prefix = "latchkey.session")
public interface SessionConfig {

    /**
     * How long a session lives from the login, regardless of its use.
     *
     * @return 30 days by default
     */
    @WithDefault("30d")
    @Within(least = "1m", most = "3650d")
    Duration lifetime();

    /**
     * How long a session lives without a refresh. At least the lifetime of an access token.
     *
     * @return 14 days by default
     */
    @WithDefault("14d")
    @Within(least = "1m", most = "3650d")
    Duration idleLifetime();

    /**
     * Maximum open sessions of a user. A further sign-in ends the oldest one.
     *
     * @return 100 by default
     */
    @WithDefault("100")
    @Within(least = "1", most = "10000")
    int maximum();

    /**
     * How long a used refresh token gets the same successor again: for browser tabs that refresh at the same time, and for answers that
     * were lost.
     *
     * @return 30 s by default; 0 turns it off; at most 10 min
     */
    @WithDefault("30s")
    @Within(least = "0s", most = "10m")
    Duration refreshGrace();

    /**
     * Maximum time until every resource server that reads the status lists refuses the tokens of an ended session. The lists may be cached
     * for this time, less the one second that Latchkey itself keeps them.
     *
     * @return 10 s by default; 2 s to 1 h
     */
    @WithDefault("10s")
    @Within(least = "2s", most = "1h")
    Duration revocationDelay();
}
