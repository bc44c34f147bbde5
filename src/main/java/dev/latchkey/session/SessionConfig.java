package dev.latchkey.session;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long a person stays signed in. */
@ConfigMapping(prefix = "latchkey.session")
public interface SessionConfig {

    /**
     * How long a session lives from the login on, whatever happens in it.
     *
     * @return 30 days by default
     */
    @WithDefault("30d")
    Duration lifetime();
}
