package dev.latchkey.audit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** How long security events are kept. */
@ConfigMapping(prefix = "latchkey.audit")
public interface AuditConfig {

    /**
     * The number of whole months that events are kept, in addition to the current one.
     *
     * @return 12 by default
     */
    @WithDefault("12")
    @Min(1)
    @Max(1_200)
    int months();
}
