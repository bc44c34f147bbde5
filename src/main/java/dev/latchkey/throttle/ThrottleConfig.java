package dev.latchkey.throttle;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/**
 * Whether and how far attempts are limited; what each limit counts is in {@link Limit}. A budget is written as in {@code 10, then 1 per
 * 10m}: ten attempts at once, and one more in each ten minutes. What succeeds is given back, where nothing else is said. A network is a
 * /24 of IPv4 or a /64 of IPv6; the /56 around it has twice as much and the /48 four times.
 */
@ConfigMapping(prefix = "latchkey.throttle")
public interface ThrottleConfig {

    /**
     * Whether attempts are limited. Without it anybody may guess as fast as passwords can be hashed: for benchmarks only.
     *
     * @return true by default
     */
    @WithDefault("true")
    boolean enabled();

    /**
     * Failed logins from one network at one account. To be slower than {@link #loginAccount()}, or one network alone can keep the
     * account's budget used up.
     *
     * @return 10, then 1 per 10m by default
     */
    @WithDefault("10, then 1 per 10m")
    @WithConverter(Budget.Form.class)
    Budget login();

    /**
     * Failed logins at one account, from all networks together, by devices that have not signed in to it before.
     *
     * @return 100, then 1 per 5m by default
     */
    @WithDefault("100, then 1 per 5m")
    @WithConverter(Budget.Form.class)
    Budget loginAccount();

    /**
     * Failed logins from one network at all accounts.
     *
     * @return 300, then 1 per 12s by default
     */
    @WithDefault("300, then 1 per 12s")
    @WithConverter(Budget.Form.class)
    Budget loginNetwork();

    /**
     * Failed logins of a device that has signed in before, which the limits above do not apply to.
     *
     * @return 20, then 1 per 5m by default
     */
    @WithDefault("20, then 1 per 5m")
    @WithConverter(Budget.Form.class)
    Budget loginDevice();

    /**
     * Users that are made from one network. Nothing is given back.
     *
     * @return 60, then 1 per 30s by default
     */
    @WithDefault("60, then 1 per 30s")
    @WithConverter(Budget.Form.class)
    Budget register();

    /**
     * Registrations from one network that fail because the name is taken.
     *
     * @return 600, then 1 per 3s by default
     */
    @WithDefault("600, then 1 per 3s")
    @WithConverter(Budget.Form.class)
    Budget registerFailed();

    /**
     * Refreshes from one network with refresh tokens that are over.
     *
     * @return 300, then 1 per 1s by default
     */
    @WithDefault("300, then 1 per 1s")
    @WithConverter(Budget.Form.class)
    Budget refresh();

    /**
     * Wrong passwords where a signed-in user is asked for the present one, in one session.
     *
     * @return 10, then 1 per 10m by default
     */
    @WithDefault("10, then 1 per 10m")
    @WithConverter(Budget.Form.class)
    Budget password();

    /**
     * Exports of one account. Nothing is given back.
     *
     * @return 5, then 1 per 12m by default
     */
    @WithDefault("5, then 1 per 12m")
    @WithConverter(Budget.Form.class)
    Budget export();

    /**
     * Changes of one account by its user, in one session. Nothing is given back.
     *
     * @return 120, then 1 per 5s by default
     */
    @WithDefault("120, then 1 per 5s")
    @WithConverter(Budget.Form.class)
    Budget accountWrite();
}
