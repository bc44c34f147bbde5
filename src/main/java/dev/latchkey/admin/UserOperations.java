package dev.latchkey.admin;

import dev.latchkey.audit.Actor;
import dev.latchkey.audit.AuditEvent;
import dev.latchkey.password.PasswordHasher;
import dev.latchkey.password.PasswordPolicy;
import dev.latchkey.password.PlainPassword;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.problem.ProblemType;
import dev.latchkey.session.Sessions;
import dev.latchkey.user.Account;
import dev.latchkey.user.UserAdministration;
import dev.latchkey.user.UserRecord;
import dev.latchkey.user.Users;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** The operations of operators on users. All changes are audited, including most refusals. Safe for use by several threads. */
@ApplicationScoped
public class UserOperations {

    private final UserAdministration administration;
    private final Users users;
    private final PasswordHasher passwords;
    private final PasswordPolicy policy;
    private final Sessions sessions;
    private final RefusalAudit refusals;

    UserOperations(
            UserAdministration administration,
            Users users,
            PasswordHasher passwords,
            PasswordPolicy policy,
            Sessions sessions,
            RefusalAudit refusals) {
        this.administration = administration;
        this.users = users;
        this.passwords = passwords;
        this.policy = policy;
        this.sessions = sessions;
        this.refusals = refusals;
    }

    /**
     * Searches for users.
     *
     * @param search the criteria
     * @return a page
     */
    public UserAdministration.Page search(UserAdministration.Search search) {
        return administration.search(search);
    }

    /**
     * Returns a user by id, active or disabled.
     *
     * @param id the user's id
     * @return the user
     * @throws ProblemException {@code not_found}
     */
    public UserRecord see(UUID id) {
        return administration.find(id).orElseThrow(UserOperations::notFound);
    }

    /**
     * Returns a user by name, active or disabled.
     *
     * @param username the user name, in any case
     * @return the user
     * @throws ProblemException {@code not_found}
     */
    public UserRecord see(String username) {
        return administration.find(username).orElseThrow(UserOperations::notFound);
    }

    /**
     * Creates a user.
     *
     * @param actor who creates the user
     * @param wanted the user to create, validated
     * @return the user
     * @throws ProblemException {@code username_taken}, {@code invalid_request}, {@code busy}
     */
    public UserRecord create(Actor actor, NewUser wanted) {
        if (wanted.password() != null) {
            checkPassword(wanted.password(), wanted.username(), wanted.email());
        }
        return refusals.noted(AuditEvent.USER_CREATION_REFUSED, actor, null, Map.of(), () -> {
            if (administration.find(wanted.username()).isPresent()) {
                // refused early, to save hashing the password
                throw ProblemException.of(ProblemType.USERNAME_TAKEN);
            }
            String hash = wanted.password() == null ? null : passwords.hash(wanted.password());
            return administration.create(actor, wanted.toUser(hash));
        });
    }

    /**
     * Changes a user.
     *
     * @param actor who changes the user
     * @param id the user's id
     * @param version accepts or rejects the present version
     * @param change what to change
     * @return the user after the change
     * @throws ProblemException {@code not_found}, {@code precondition_failed}, {@code last_admin}, {@code invalid_request}
     */
    public UserRecord change(Actor actor, UUID id, LongPredicate version, UserAdministration.Change change) {
        return refusals.noted(
                AuditEvent.USER_CHANGE_REFUSED,
                actor,
                id,
                Map.of(),
                () -> administration.change(actor, id, version, change));
    }

    /**
     * Deletes a user and all data of the user.
     *
     * @param actor who deletes the user
     * @param id the user's id
     * @param version accepts or rejects the present version
     * @throws ProblemException {@code not_found}, {@code precondition_failed}, {@code last_admin}
     */
    public void delete(Actor actor, UUID id, LongPredicate version) {
        refusals.noted(AuditEvent.USER_DELETION_REFUSED, actor, id, Map.of(), () -> {
            administration.delete(actor, id, version);
            return id;
        });
    }

    /**
     * Sets a user's password and ends all sessions of the user, in one transaction.
     *
     * @param actor who sets the password
     * @param id the user's id
     * @param password the new password
     * @throws ProblemException {@code not_found}, {@code invalid_request}, {@code busy}
     */
    public void setPassword(Actor actor, UUID id, PlainPassword password) {
        refusals.noted(AuditEvent.PASSWORD_SETTING_REFUSED, actor, id, Map.of(), () -> {
            Account account = see(id).account();
            checkPassword(password, account.username(), account.email());
            replacePassword(actor, id, passwords.hash(password));
            return id;
        });
    }

    @Transactional
    void replacePassword(Actor actor, UUID id, String hash) {
        administration.setPassword(actor, id, hash);
        sessions.endAll(id, actor);
    }

    /**
     * Ends all sessions of a user, and makes all device tokens of the user invalid.
     *
     * @param actor who ends the sessions
     * @param id the user's id
     * @throws ProblemException {@code not_found}
     */
    public void signOut(Actor actor, UUID id) {
        refusals.noted(AuditEvent.SIGN_OUT_REFUSED, actor, id, Map.of(), () -> {
            endSessions(actor, id);
            return id;
        });
    }

    @Transactional
    void endSessions(Actor actor, UUID id) {
        see(id);
        users.forgetDevices(id);
        sessions.endAll(id, actor);
    }

    private void checkPassword(PlainPassword password, @Nullable String... names) {
        policy.fault(password).or(() -> policy.faultFor(password, names)).ifPresent(fault -> {
            throw ProblemException.invalid("password", fault);
        });
    }

    private static ProblemException notFound() {
        return ProblemException.of(ProblemType.NOT_FOUND);
    }
}
