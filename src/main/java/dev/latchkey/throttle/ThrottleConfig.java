package dev.latchkey.throttle;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Whether attempts are limited; how is in {@link Limit}. */
@ConfigMapping(prefix = "latchkey.throttle")
public interface ThrottleConfig {

    /**
     * Whether attempts are limited. Without it anybody may guess as fast as passwords can be hashed: for benchmarks only.
     *
     * @return true by default
     */
    @WithDefault("true")
    boolean enabled();
}
