package dev.latchkey.key;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the public keys are published. */
@ConfigMapping(prefix = "latchkey.key")
public interface KeyConfig {

    /**
     * How long others may cache the JWKS and the metadata. A new key is not used before it has been published this long.
     *
     * @return 5 min by default
     */
    @WithDefault("5m")
    Duration maxAge();
}
