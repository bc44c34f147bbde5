package dev.latchkey.user;

/** The outcome of a registration. */
public sealed interface Registration {

    /**
     * The user was created.
     *
     * @param account the new account
     */
    record Registered(Account account) implements Registration {}

    /** Another user has the name or a confusable one. */
    record UsernameTaken() implements Registration {}
}
