package dev.latchkey.account;

import dev.latchkey.audit.AuditEvent;
import dev.latchkey.audit.AuditTrail;
import dev.latchkey.password.PasswordHasher;
import dev.latchkey.password.PasswordHasher.Verdict;
import dev.latchkey.password.PasswordPolicy;
import dev.latchkey.password.PlainPassword;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.problem.ProblemType;
import dev.latchkey.session.AuthenticatedUser;
import dev.latchkey.session.Sessions;
import dev.latchkey.throttle.DeviceToken;
import dev.latchkey.throttle.Limit;
import dev.latchkey.throttle.Limit.By;
import dev.latchkey.throttle.Reservation;
import dev.latchkey.throttle.Throttle;
import dev.latchkey.user.Account;
import dev.latchkey.user.CredentialRecheck;
import dev.latchkey.user.UserAdministration;
import dev.latchkey.user.UserRecord;
import dev.latchkey.user.Users;
import dev.latchkey.user.Users.Credentials;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The operations of a signed-in user on the account. Safe for use by several threads. */
@ApplicationScoped
class Accounts {

    private final Users users;
    private final UserAdministration administration;
    private final PasswordHasher passwords;
    private final PasswordPolicy policy;
    private final Sessions sessions;
    private final Throttle throttle;
    private final AccountDevices devices;
    private final WriteBudget writes;
    private final AuditTrail audit;

    Accounts(
            Users users,
            UserAdministration administration,
            PasswordHasher passwords,
            PasswordPolicy policy,
            Sessions sessions,
            Throttle throttle,
            AccountDevices devices,
            WriteBudget writes,
            AuditTrail audit) {
        this.audit = audit;
        this.throttle = throttle;
        this.devices = devices;
        this.writes = writes;
        this.users = users;
        this.administration = administration;
        this.passwords = passwords;
        this.policy = policy;
        this.sessions = sessions;
    }

    /**
     * Returns the caller's account.
     *
     * @param caller the signed-in user
     * @return the account
     * @throws ProblemException {@code invalid_token}, if it was deleted during the call
     */
    public Account see(AuthenticatedUser caller) {
        return users.account(caller.userId()).orElseThrow(Accounts::gone);
    }

    /**
     * Returns the caller's account for an export of all data about the user, and records the export.
     *
     * @param caller the signed-in user
     * @return the account, as operators see it
     * @throws ProblemException {@code invalid_token}, if it was deleted during the call; {@code throttled}
     */
    public UserRecord exported(AuthenticatedUser caller) {
        throttle.reserve(
                Set.of(Limit.EXPORT), Map.of(By.ACCOUNT, caller.userId().toString()));
        return noted(caller);
    }

    @Transactional
    UserRecord noted(AuthenticatedUser caller) {
        UserRecord user = administration.find(caller.userId()).orElseThrow(Accounts::gone);
        audit.record(AuditEvent.ACCOUNT_EXPORTED, caller.userId(), caller.sessionId());
        return user;
    }

    /**
     * Changes the members that users may change themselves.
     *
     * @param caller the signed-in user
     * @param patch what to change
     * @return the account after the change
     * @throws ProblemException {@code invalid_request}, {@code invalid_token}, {@code throttled}
     */
    public Account change(AuthenticatedUser caller, AccountPatch patch) {
        writes.count(caller);
        return users.change(caller.userId(), patch::emailInsteadOf, patch.profile())
                .orElseThrow(Accounts::gone);
    }

    /**
     * Changes the caller's password and ends all other sessions of the caller, in one transaction.
     *
     * @param caller the signed-in user
     * @param change the present and the new password
     * @param deviceTokens device tokens in the request, any texts
     * @return a new token for the caller's device, if the device was known; all other device tokens are invalid
     * @throws ProblemException {@code wrong_password}, {@code invalid_request}, {@code invalid_token}, {@code throttled}, {@code busy}
     */
    public Optional<DeviceToken> changePassword(
            AuthenticatedUser caller, PasswordChange change, List<String> deviceTokens) {
        writes.count(caller);
        Account account = see(caller);
        policy.faultFor(change.newPassword(), account.username(), account.email())
                .ifPresent(fault -> {
                    throw ProblemException.invalid("newPassword", fault);
                });
        Credentials verified = whileVerified(
                caller,
                change.currentPassword(),
                AuditEvent.PASSWORD_CHANGE_REFUSED,
                stored -> replacePassword(caller, stored, passwords.hash(change.newPassword())));
        return devices.stillKnown(account, verified, deviceTokens);
    }

    /**
     * Deletes the caller's account and all data of the caller.
     *
     * @param caller the signed-in user
     * @param password the present password
     * @throws ProblemException {@code wrong_password}, {@code invalid_token}, {@code throttled}, {@code busy}
     */
    public void delete(AuthenticatedUser caller, PlainPassword password) {
        whileVerified(caller, password, AuditEvent.ACCOUNT_DELETION_REFUSED, stored -> deleted(caller, stored));
    }

    /** Deletes the user. The database revokes the tokens of sessions that are deleted with the user. */
    private boolean deleted(AuthenticatedUser caller, Credentials verified) {
        try {
            return users.delete(verified);
        } catch (ProblemException refusal) {
            throw refused(caller, AuditEvent.ACCOUNT_DELETION_REFUSED, refusal);
        }
    }

    /** Does a change that requires the present password, and returns what the password was compared with. */
    private Credentials whileVerified(
            AuthenticatedUser caller, PlainPassword password, AuditEvent refused, Predicate<Credentials> change) {
        Credentials read = users.credentials(caller.userId()).orElseThrow(Accounts::gone);
        return CredentialRecheck.whileReplaced(
                        Optional.of(read),
                        users::replacement,
                        found -> found.filter(stored -> {
                            verify(caller, stored, password, refused);
                            return change.test(stored);
                        }))
                .orElseThrow(() -> refused(caller, refused, ProblemException.of(ProblemType.WRONG_PASSWORD)));
    }

    /** Returns false if the password was changed since it was verified. */
    @Transactional
    boolean replacePassword(AuthenticatedUser caller, Credentials verified, String newHash) {
        boolean changed = users.changePassword(verified, newHash);
        if (changed) {
            sessions.endOthers(caller.userId(), caller.sessionId());
        }
        return changed;
    }

    private ProblemException refused(AuthenticatedUser caller, AuditEvent event, ProblemException refusal) {
        audit.recordRefusal(
                event, caller.userId(), caller.sessionId(), refusal.type().code());
        return refusal;
    }

    private void verify(AuthenticatedUser caller, Credentials stored, PlainPassword password, AuditEvent refused) {
        Reservation reservation = throttle.reserve(
                Set.of(Limit.PASSWORD),
                Map.of(
                        By.ACCOUNT,
                        caller.userId().toString(),
                        By.SESSION,
                        caller.sessionId().toString()));
        Verdict verdict;
        try {
            verdict = passwords.verify(password, stored.passwordHash());
        } catch (ProblemException busy) {
            throttle.giveBack(reservation);
            throw busy;
        }
        if (verdict == Verdict.WRONG) {
            throw refused(caller, refused, ProblemException.of(ProblemType.WRONG_PASSWORD));
        }
        throttle.giveBack(reservation);
    }

    private static ProblemException gone() {
        return ProblemException.of(ProblemType.INVALID_TOKEN);
    }
}
