package dev.latchkey.webhook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where webhooks may go. */
@ConfigMapping(prefix = "latchkey.webhook")
public interface WebhookConfig {

    /**
     * Whether they may go to private, loopback and link-local addresses, and by plain http: for tests and for receivers in the same
     * private network. Else whoever may add an endpoint could make the service call what only it can reach.
     *
     * @return false by default
     */
    @WithDefault("false")
    boolean privateTargets();
}
