package dev.latchkey.webhook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of webhook targets. */
@ConfigMapping(prefix = "latchkey.webhook")
public interface WebhookConfig {

    /**
     * Whether webhooks may go to private, loopback and link-local addresses, and by plain http: for tests and for receivers in the same
     * private network. If not, a caller who may add an endpoint cannot make the service call what only it can reach.
     *
     * @return false by default
     */
    @WithDefault("false")
    boolean privateTargets();
}
