package dev.latchkey.throttle;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All limits. Each is a GCRA (generic cell rate algorithm, ITU-T I.371) of the size that its setting in {@link ThrottleConfig} gives: so
 * many attempts at once, then one more in each period. What succeeds is given back, so they count failures and what is under way. None
 * is ever a lock: the next attempt is never further away than one period.
 *
 * <p>NIST SP 800-63B-4 (3.2.2) wants at most 100 consecutive failures on an account; what may be sent after them is so slow that a
 * year of it is some 100,000 guesses, none of them among the commonest passwords, which are refused here. To lock the account instead
 * would hand a weapon to anyone who wants its owner out.
 */
public enum Limit {
    /** One network's guesses at one name: 10 as with Auth0, which is more than a user tries before asking for help. */
    LOGIN("login", By.ACCOUNT, By.NETWORK),

    /**
     * All guesses at one name by devices that its account does not know: NIST's 100. It fills up twice as fast as one network can
     * empty it, so that no network alone can keep the owner from a new device.
     */
    LOGIN_ACCOUNT("login-account", By.ACCOUNT),

    /**
     * As {@link #LOGIN}, for the account that a name leads to. A name and a verified address lead to one, which a caller must not learn:
     * it is reserved when the account was read, told in no answer, and a login that it refuses is answered as a wrong password.
     */
    LOGIN_USER("login-user", By.USER, By.NETWORK),

    /** As {@link #LOGIN_ACCOUNT}, for the account that a name leads to. */
    LOGIN_USER_ACCOUNT("login-user-account", By.USER),

    /**
     * One network's failures at all accounts: an office of 3,000 whose every tenth user mistypes in the morning gets in, and a list
     * of stolen passwords is good for 300 an hour, about what Supabase grants an address (30 in 5 minutes).
     */
    LOGIN_NETWORK("login-network", By.NETWORK),

    /**
     * The failures of a device that has signed in before; the limits for others do not apply to it. A user who has forgotten the
     * password gets 20 trials, and so does a thief of the device's token.
     */
    LOGIN_DEVICE("login-device", By.ACCOUNT, By.DEVICE),

    /** The users that one network makes, each of which costs a hash. A class or a training course registers at once. */
    REGISTER("register", By.NETWORK),

    /**
     * One network's registrations that fail, which tell that a name is taken: ten times as many, so that those who look for a free name
     * do not use up what the others of a school need.
     */
    REGISTER_FAILED("register-failed", By.NETWORK),

    /**
     * One network's refreshes with tokens that are ours and over, each of which costs a search for reuse: what clients of an office
     * that come back after the holidays send, and a client in an endless loop does not.
     */
    REFRESH("refresh", By.NETWORK),

    /** A signed-in user's present password, asked for again: an open session does not lead to the password. */
    PASSWORD("password", By.ACCOUNT, By.SESSION),

    /**
     * A user's exports of their data: each is a row in the audit trail, and may keep a thread as long as its reader is slow. Nothing is
     * given back.
     */
    EXPORT("export", By.ACCOUNT),

    /**
     * What a signed-in user changes of their own account in one session: profile, address, password, sessions. Each is a transaction, and
     * most are a row in the audit trail. A form that saves on every key is within it, a loop is not. By session, so that the thief of one
     * does not keep the owner from ending it. Nothing is given back.
     */
    ACCOUNT_WRITE("account-write", By.ACCOUNT, By.SESSION);

    /** What a limit is counted by. */
    public enum By {
        /** A user name as {@code Users.nameKey} has it, whether there is such a user or not; or the id of a signed-in one. */
        ACCOUNT,
        /** The id of the user whom a name leads to; where it leads to none, a text of its own for that name. */
        USER,
        /** The network that the call came from, and the blocks around it; known to this room. */
        NETWORK,
        /** The id in a device token. */
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

    /** The name on the wire and in metrics; also part of what is counted by, so it stays. */
    String policy() {
        return policy;
    }

    List<By> keys() {
        return second == null ? List.of(first) : List.of(first, second);
    }

    boolean isOfNetwork() {
        return keys().contains(By.NETWORK);
    }

    /** Whether it counts what one network does to one account. */
    boolean isOfOneAccount() {
        return isOfNetwork() && second != null;
    }

    /**
     * Whether what is left of it is told in answers that it does not refuse. What others have failed at an account is not for the
     * caller to know; nor that two names lead to one account.
     */
    boolean isTold() {
        return this != LOGIN_ACCOUNT && this != REGISTER_FAILED && first != By.USER;
    }
}
