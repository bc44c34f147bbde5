package dev.latchkey.audit;

import dev.latchkey.config.Within;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How long security events are kept. */
@ConfigMapping(prefix = "latchkey.audit")
public interface AuditConfig {

    /**
     * The number of whole months that events are kept, in addition to the current one.
     *
     * @return 12 by default
     */
    @WithDefault("12")
    @Within(least = "1", most = "1200")
    int months();
}
