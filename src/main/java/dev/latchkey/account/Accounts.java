package dev.latchkey.account;

import dev.latchkey.password.PasswordHasher;
import dev.latchkey.password.PasswordHasher.Verdict;
import dev.latchkey.password.PasswordPolicy;
import dev.latchkey.password.PlainPassword;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.problem.ProblemType;
import dev.latchkey.session.Sessions;
import dev.latchkey.session.SignedIn;
import dev.latchkey.user.Account;
import dev.latchkey.user.Users;
import dev.latchkey.user.Users.Credentials;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** What a signed-in person does with the account. Safe for use by several threads. */
@ApplicationScoped
public class Accounts {

    private final Users users;
    private final PasswordHasher passwords;
    private final PasswordPolicy policy;
    private final Sessions sessions;

    Accounts(Users users, PasswordHasher passwords, PasswordPolicy policy, Sessions sessions) {
        this.users = users;
        this.passwords = passwords;
        this.policy = policy;
        this.sessions = sessions;
    }

    /**
     * The caller's account.
     *
     * @param caller who asks
     * @return the account
     * @throws ProblemException {@code invalid_token}, if it is gone since the call began
     */
    public Account see(SignedIn caller) {
        return users.account(caller.userId()).orElseThrow(Accounts::gone);
    }

    /**
     * Changes what the caller may change by themselves.
     *
     * @param caller who asks
     * @param patch what to change
     * @return the account after it
     * @throws ProblemException {@code invalid_request}, {@code invalid_token}
     */
    public Account change(SignedIn caller, AccountPatch patch) {
        return users.change(caller.userId(), patch::emailInsteadOf, patch.profile())
                .orElseThrow(Accounts::gone);
    }

    /**
     * Gives the caller a new password and ends all their other sessions, both or neither.
     *
     * @param caller who asks
     * @param change the present and the new password
     * @throws ProblemException {@code wrong_password}, {@code invalid_request}, {@code invalid_token}, {@code busy}
     */
    public void changePassword(SignedIn caller, PasswordChange change) {
        Account account = see(caller);
        policy.faultFor(change.newPassword(), account.username(), account.email())
                .ifPresent(message -> {
                    throw ProblemException.invalid("newPassword", message);
                });
        Credentials verified = verified(caller, change.currentPassword());
        replacePassword(caller, verified, passwords.hash(change.newPassword()));
    }

    /**
     * Deletes the caller's account with all that is theirs.
     *
     * @param caller who asks
     * @param password the present password
     * @throws ProblemException {@code wrong_password}, {@code invalid_token}, {@code busy}
     */
    public void delete(SignedIn caller, PlainPassword password) {
        // the database revokes the tokens of sessions that are deleted with their owner
        if (!users.delete(verified(caller, password))) {
            throw ProblemException.of(ProblemType.WRONG_PASSWORD);
        }
    }

    @Transactional
    void replacePassword(SignedIn caller, Credentials verified, String newHash) {
        if (!users.changePassword(verified, newHash)) {
            throw ProblemException.of(ProblemType.WRONG_PASSWORD);
        }
        sessions.endOthers(caller.userId(), caller.sessionId());
    }

    private Credentials verified(SignedIn caller, PlainPassword password) {
        Credentials stored = users.credentials(caller.userId()).orElseThrow(Accounts::gone);
        if (passwords.verify(password, stored.passwordHash()) == Verdict.WRONG) {
            throw ProblemException.of(ProblemType.WRONG_PASSWORD);
        }
        return stored;
    }

    private static ProblemException gone() {
        return ProblemException.of(ProblemType.INVALID_TOKEN);
    }
}
