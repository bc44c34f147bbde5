package dev.latchkey.throttle;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All limits. Each is a GCRA (generic cell rate algorithm, ITU-T I.371) whose size is its setting in {@link ThrottleConfig}: a burst of
 * attempts, then one more in each period. Successful attempts are given back, so a limit counts failures and attempts in progress. No limit
 * locks an account: the next attempt is never more than one period away.
 *
 * <p>NIST SP 800-63B-4 (3.2.2) allows at most 100 consecutive failures on an account. After those, attempts are so slow that a year allows
 * about 100,000 guesses, none of them a common password, because Latchkey refuses those as passwords. Locking the account instead would let
 * an attacker keep its owner out.
 */
public enum Limit {
    /** Failed logins from one network with one name: 10 as with Auth0, more than a user tries before asking for help. */
    LOGIN("login", By.ACCOUNT, By.NETWORK),

    /**
     * Failed logins with one name from devices that the account does not know: NIST's 100. The budget refills twice as fast as one network
     * can use it, so that no network alone can keep the owner from signing in on a new device.
     */
    LOGIN_ACCOUNT("login-account", By.ACCOUNT),

    /**
     * As {@link #LOGIN}, for the account that a name leads to. A user name and a verified address lead to one account, which a caller must
     * not learn. So this limit is reserved after the account was read, is not in the headers, and answers a refused login like a wrong
     * password.
     */
    LOGIN_USER("login-user", By.USER, By.NETWORK),

    /** As {@link #LOGIN_ACCOUNT}, for the account that a name leads to. */
    LOGIN_USER_ACCOUNT("login-user-account", By.USER),

    /**
     * Failed logins from one network at all accounts. It admits an office of 3,000 where every tenth user mistypes in the morning, and
     * allows 300 guesses an hour from a list of stolen passwords, about as Supabase for an address (30 in 5 minutes).
     */
    LOGIN_NETWORK("login-network", By.NETWORK),

    /**
     * Failed logins from a known device, which other login limits do not apply to. A user who forgot the password gets 20 attempts, and so
     * does a thief of the device's token.
     */
    LOGIN_DEVICE("login-device", By.ACCOUNT, By.DEVICE),

    /** Users created from one network, each of which costs a hash. The burst admits a school class or a training course. */
    REGISTER("register", By.NETWORK),

    /**
     * Failed registrations from one network, which reveal that a name is taken. The limit is ten times that of {@code REGISTER}, so that
     * users who look for a free name do not use up the registrations of others in their network.
     */
    REGISTER_FAILED("register-failed", By.NETWORK),

    /**
     * Refreshes from one network with expired or used tokens that Latchkey issued, each of which costs a search for reuse. It admits an
     * office whose clients return after the holidays, but not a client in an endless loop.
     */
    REFRESH("refresh", By.NETWORK),

    /** Checks of a signed-in user's present password, so that an open session does not allow guessing it. */
    PASSWORD("password", By.ACCOUNT, By.SESSION),

    /**
     * Exports of one user's data. Each writes a row in the audit trail, and occupies a thread while its reader is slow. Never given back.
     */
    EXPORT("export", By.ACCOUNT),

    /**
     * Changes of the user's own account in one session: profile, address, password, sessions. Each is a transaction, and most write a row
     * in the audit trail. It admits a form that saves on every key, but not a loop. It counts by session, so that the thief of one session
     * cannot keep the owner from ending it. Never given back.
     */
    ACCOUNT_WRITE("account-write", By.ACCOUNT, By.SESSION);

    /** The parts of the key that a limit counts by. */
    public enum By {
        /** The key of a user name (see {@code Users.nameKey}), whether there is such a user or not; or the id of a signed-in user. */
        ACCOUNT,
        /** The id of the user whom a name leads to; if there is none, a text derived from the name. */
        USER,
        /** The network of the request, and the blocks around it; callers do not pass it. */
        NETWORK,
        /** The device id in a device token. */
        DEVICE,
        /** A session's id. */
        SESSION
    }

    private final String policy;
    private final By first;
    private final @Nullable By second;

    Limit(String policy, By only) {
        this(policy, only, null);
    }

    Limit(String policy, By first, @Nullable By second) {
        this.policy = policy;
        this.first = first;
        this.second = second;
    }

    /** Returns the name in headers and metrics. It is part of the keys in the table, so it must not change. */
    String policy() {
        return policy;
    }

    List<By> keys() {
        return second == null ? List.of(first) : List.of(first, second);
    }

    boolean isOfNetwork() {
        return keys().contains(By.NETWORK);
    }

    /** Whether it counts the attempts of one network at one account. */
    boolean isOfOneAccount() {
        return isOfNetwork() && second != null;
    }

    /**
     * Whether a response tells what is left although the limit did not refuse. It must not reveal failures of others at an account, nor
     * that two names lead to one account.
     */
    boolean isTold() {
        return this != LOGIN_ACCOUNT && this != REGISTER_FAILED && first != By.USER;
    }
}
