package dev.latchkey.throttle;

import jakarta.inject.Singleton;

/**
 * Sets the budgets of a limit for a network and for the blocks around it. The holder of an IPv6 /64 often has the /56 or /48 around it,
 * with 256 or 65,536 networks. Those blocks have their own budgets, twice and four times as large. Immutable and safe for use by several
 * threads.
 */
@Singleton
class Budgets {

    private final ThrottleConfig config;

    Budgets(ThrottleConfig config) {
        this.config = config;
    }

    /**
     * Returns the budget of a limit.
     *
     * @param limit the limit
     * @param level 0 for the limit's own key; 1 and 2 for the blocks around a network
     */
    Budget of(Limit limit, int level) {
        Budget budget = setting(config, limit);
        if (level == 0) {
            return budget;
        }
        int factor = 1 << level;
        // against one account, a block has a larger burst but the same rate, and at most half of the account's burst:
        // no block alone can use up an account's budget or keep it used up
        return limit.isOfOneAccount()
                ? budget.withBurst(factor, config.loginAccount().burst() / 2)
                : budget.times(factor);
    }

    /** Returns the setting of a limit. */
    static Budget setting(ThrottleConfig config, Limit limit) {
        return switch (limit) {
            case LOGIN, LOGIN_USER -> config.login();
            case LOGIN_ACCOUNT, LOGIN_USER_ACCOUNT -> config.loginAccount();
            case LOGIN_NETWORK -> config.loginNetwork();
            case LOGIN_DEVICE -> config.loginDevice();
            case REGISTER -> config.register();
            case REGISTER_FAILED -> config.registerFailed();
            case REFRESH -> config.refresh();
            case PASSWORD -> config.password();
            case EXPORT -> config.export();
            case ACCOUNT_WRITE -> config.accountWrite();
        };
    }

    /** Whether one network alone can use up an account's budget faster than it refills. */
    boolean letOneNetworkKeepAnAccountFull() {
        return config.login().cost() <= config.loginAccount().cost()
                || config.login().burst() >= config.loginAccount().burst();
    }
}
