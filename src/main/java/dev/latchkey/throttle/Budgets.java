package dev.latchkey.throttle;

import jakarta.inject.Singleton;

/**
 * How much each limit allows, in a network and in the blocks around it. Who has one /64 of IPv6 often has the /56 or the /48 around it,
 * with 256 or 65,536 networks: those have budgets of their own, twice and four times as large. Immutable and safe for use by several
 * threads.
 */
@Singleton
class Budgets {

    private final ThrottleConfig config;

    Budgets(ThrottleConfig config) {
        this.config = config;
    }

    /**
     * The budget of a limit.
     *
     * @param limit the limit
     * @param level 0 for what the limit is for; 1 and 2 for the blocks around a network
     */
    Budget of(Limit limit, int level) {
        Budget budget = setting(config, limit);
        if (level == 0) {
            return budget;
        }
        int factor = 1 << level;
        // At one account a block has more at once and no more in time, and at most half of the account's burst: no
        // block
        // fills an account's budget alone, nor keeps it full.
        return limit.isOfOneAccount()
                ? budget.withBurst(factor, config.loginAccount().burst() / 2)
                : budget.times(factor);
    }

    /** The setting that a limit has its size from. */
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

    /** Whether one network can use up an account's budget faster than it is filled. */
    boolean letOneNetworkKeepAnAccountFull() {
        return config.login().cost() <= config.loginAccount().cost()
                || config.login().burst() >= config.loginAccount().burst();
    }
}
