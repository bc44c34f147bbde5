package dev.latchkey.user;

/** What a registration came to. */
public sealed interface Registration {

    /**
     * The person is there now.
     *
     * @param account the new account
     */
    record Registered(Account account) implements Registration {}

    /** Somebody has the name already. */
    record UsernameTaken() implements Registration {}
}
