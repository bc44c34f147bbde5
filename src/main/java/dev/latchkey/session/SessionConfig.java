package dev.latchkey.session;

import dev.latchkey.platform.Within;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How long a person stays signed in, and how soon everybody knows that they are not any more. */
@ConfigMapping(prefix = "latchkey.session")
public interface SessionConfig {

    /**
     * How long a session lives from the login on, whatever happens in it.
     *
     * @return 30 days by default
     */
    @WithDefault("30d")
    @Within(least = "1m", most = "3650d")
    Duration lifetime();

    /**
     * How long a session lives without being refreshed. At least the life of an access token.
     *
     * @return 14 days by default
     */
    @WithDefault("14d")
    @Within(least = "1m", most = "3650d")
    Duration idleLifetime();

    /**
     * How many sessions an account has open at once. The next sign-in ends the one that was opened first.
     *
     * @return 100 by default
     */
    @WithDefault("100")
    @Min(1)
    @Max(10_000)
    int maximum();

    /**
     * How long a refresh token that has just been used may be used again, for the same successor: for tabs that refresh at
     * the same time, and for answers that were lost.
     *
     * @return 30 s by default; 0 turns it off; at most 10 min
     */
    @WithDefault("30s")
    @Within(least = "0s", most = "10m")
    Duration refreshGrace();

    /**
     * How long it may take until every resource server that reads the status lists refuses the tokens of a session that was
     * ended: the lists may be cached as long, less the second that we keep them ourselves.
     *
     * @return 10 s by default; 2 s to 1 h
     */
    @WithDefault("10s")
    @Within(least = "2s", most = "1h")
    Duration revocationDelay();
}
