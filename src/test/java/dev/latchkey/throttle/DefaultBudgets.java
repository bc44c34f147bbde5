package dev.latchkey.throttle;

import io.smallrye.config.SmallRyeConfigBuilder;

/** The default settings of the limits. */
final class DefaultBudgets {

    static final ThrottleConfig SETTINGS = new SmallRyeConfigBuilder()
            .withMapping(ThrottleConfig.class)
            .build()
            .getConfigMapping(ThrottleConfig.class);

    private DefaultBudgets() {}

    static Budget of(Limit limit) {
        return Budgets.setting(SETTINGS, limit);
    }
}
