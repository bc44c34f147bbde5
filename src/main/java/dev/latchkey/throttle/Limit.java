package dev.latchkey.throttle;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All limits. Each is a GCRA (generic cell rate algorithm, ITU-T I.371): {@link #burst} attempts at once, then one more in each
 * {@link #period}. What succeeds is given back, so they count failures and what is under way. None is ever a lock: the next attempt
 * is never further away than one period.
 *
 * <p>NIST SP 800-63B-4 (3.2.2) wants at most 100 consecutive failures on an account; what may be sent after them is so slow that a
 * year of it is some 100,000 guesses, none of them among the commonest passwords, which nobody has here. To lock the account instead
 * would hand a weapon to whoever wants its owner out.
 */
public enum Limit {
    /** One network's guesses at one account: 10 as with Auth0, which is more than a person tries before they ask for help. */
    LOGIN("login", 10, Duration.ofMinutes(10), By.ACCOUNT, By.NETWORK),

    /**
     * All guesses at one account by devices that it does not know: NIST's 100. It fills up twice as fast as one network can empty
     * it, so that nobody alone can keep the owner from a new device.
     */
    LOGIN_ACCOUNT("login-account", 100, Duration.ofMinutes(5), By.ACCOUNT),

    /**
     * One network's failures at all accounts: an office of 3,000 whose every tenth person mistypes in the morning gets in, and a list
     * of stolen passwords is good for 300 an hour, about what Supabase grants an address (30 in 5 minutes).
     */
    LOGIN_NETWORK("login-network", 300, Duration.ofSeconds(12), By.NETWORK),

    /**
     * The failures of a device that has signed in before; the limits for others do not apply to it. A person who has forgotten the
     * password gets 20 trials, and so does whoever stole the device's token.
     */
    LOGIN_DEVICE("login-device", 20, Duration.ofMinutes(5), By.ACCOUNT, By.DEVICE),

    /**
     * One network's registrations, which cost a hash and tell whether a name is taken. A class or a training course registers at
     * once. Nothing is given back.
     */
    REGISTER("register", 60, Duration.ofSeconds(30), By.NETWORK),

    /**
     * One network's refreshes with tokens that are ours and over, each of which costs a search for reuse: what clients of an office
     * that come back after the holidays send, and a client in an endless loop does not.
     */
    REFRESH("refresh", 300, Duration.ofSeconds(1), By.NETWORK),

    /** A signed-in person's present password, asked for again: who found an open session does not find out the password. */
    PASSWORD("password", 10, Duration.ofMinutes(10), By.ACCOUNT, By.SESSION),

    /**
     * A person's exports of their data: each is a row in the audit trail, and may keep a thread as long as its reader is slow. Nothing is
     * given back.
     */
    EXPORT("export", 5, Duration.ofMinutes(12), By.ACCOUNT),

    /**
     * What a signed-in user changes of their own account: profile, address, password, sessions. Each is a transaction, and most are a row
     * in the audit trail. A form that saves on every key is within it, a loop is not. Nothing is given back.
     */
    ACCOUNT_WRITE("account-write", 120, Duration.ofSeconds(5), By.ACCOUNT);

    /** What a limit is counted by. */
    public enum By {
        /** A user name as {@code Users.nameKey} has it, whether there is such a person or not; or the id of a signed-in one. */
        ACCOUNT,
        /** The network that the call came from, /24 or /64; known to this room. */
        NETWORK,
        /** The id in a device token. */
        DEVICE,
        /** A session's id. */
        SESSION
    }

    private final String policy;
    private final int burst;
    private final Duration period;
    private final By first;
    private final @Nullable By second;

    Limit(String policy, int burst, Duration period, By only) {
        this(policy, burst, period, only, null);
    }

    Limit(String policy, int burst, Duration period, By first, @Nullable By second) {
        this.policy = policy;
        this.burst = burst;
        this.period = period;
        this.first = first;
        this.second = second;
    }

    /** The name on the wire and in metrics; also part of what is counted by, so it stays. */
    String policy() {
        return policy;
    }

    int burst() {
        return burst;
    }

    /** What one attempt costs: the time until it is forgotten, in seconds. */
    double cost() {
        return period.toSeconds();
    }

    /** In how many seconds an empty budget is full again. */
    double span() {
        return burst * cost();
    }

    List<By> keys() {
        return second == null ? List.of(first) : List.of(first, second);
    }

    /**
     * Whether what is left of it is told in answers that it does not refuse. What others have failed at an account is nobody's
     * business.
     */
    boolean isTold() {
        return this != LOGIN_ACCOUNT;
    }
}
