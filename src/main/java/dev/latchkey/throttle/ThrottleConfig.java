package dev.latchkey.throttle;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/**
 * The limits on attempts; {@link Limit} describes what each counts. A budget is written as {@code 10, then 1 per 10m}: ten attempts at
 * once, and one more in each ten minutes. Successful attempts are given back unless stated otherwise. A network is a /24 of IPv4 or a /64
 * of IPv6; the /56 around it has twice the budget and the /48 four times.
 */
@ConfigMapping(prefix = "latchkey.throttle")
public interface ThrottleConfig {

    /**
     * Whether attempts are limited. Without limits an attacker may guess as fast as passwords can be hashed: for benchmarks only.
     *
     * @return true by default
     */
    @WithDefault("true")
    boolean enabled();

    /**
     * Failed logins from one network at one account. Must refill more slowly than {@link #loginAccount()}; otherwise one network alone can
     * keep the account's budget used up.
     *
     * @return 10, then 1 per 10m by default
     */
    @WithDefault("10, then 1 per 10m")
    @WithConverter(Budget.Form.class)
    Budget login();

    /**
     * Failed logins at one account, from all networks together, by devices that the account does not know.
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
     * Failed logins of a known device, which the limits above do not apply to.
     *
     * @return 20, then 1 per 5m by default
     */
    @WithDefault("20, then 1 per 5m")
    @WithConverter(Budget.Form.class)
    Budget loginDevice();

    /**
     * Users created from one network. A successful registration is not given back.
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
     * Refreshes from one network with expired or used refresh tokens.
     *
     * @return 300, then 1 per 1s by default
     */
    @WithDefault("300, then 1 per 1s")
    @WithConverter(Budget.Form.class)
    Budget refresh();

    /**
     * Wrong present passwords of a signed-in user, in one session.
     *
     * @return 10, then 1 per 10m by default
     */
    @WithDefault("10, then 1 per 10m")
    @WithConverter(Budget.Form.class)
    Budget password();

    /**
     * Exports of one account. Never given back.
     *
     * @return 5, then 1 per 12m by default
     */
    @WithDefault("5, then 1 per 12m")
    @WithConverter(Budget.Form.class)
    Budget export();

    /**
     * Changes of one account by its user, in one session. Never given back.
     *
     * @return 120, then 1 per 5s by default
     */
    @WithDefault("120, then 1 per 5s")
    @WithConverter(Budget.Form.class)
    Budget accountWrite();
}
