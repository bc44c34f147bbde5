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
import dev.latchkey.user.Directory;
import dev.latchkey.user.Person;
import dev.latchkey.user.Users;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** What operators do with people. All of it is audited, refusals too. Safe for use by several threads. */
@ApplicationScoped
public class UserOperations {

    private final Directory directory;
    private final Users users;
    private final PasswordHasher passwords;
    private final PasswordPolicy policy;
    private final Sessions sessions;
    private final Refusals refusals;

    UserOperations(
            Directory directory,
            Users users,
            PasswordHasher passwords,
            PasswordPolicy policy,
            Sessions sessions,
            Refusals refusals) {
        this.directory = directory;
        this.users = users;
        this.passwords = passwords;
        this.policy = policy;
        this.sessions = sessions;
        this.refusals = refusals;
    }

    /**
     * Looks people up.
     *
     * @param search whom
     * @return a page
     */
    public Directory.Page search(Directory.Search search) {
        return directory.search(search);
    }

    /**
     * A person, whether they may sign in or not.
     *
     * @param id the person's id
     * @return the person
     * @throws ProblemException {@code not_found}
     */
    public Person see(UUID id) {
        return directory.find(id).orElseThrow(UserOperations::notFound);
    }

    /**
     * A person, likewise.
     *
     * @param username the user name, whatever its case
     * @return the person
     * @throws ProblemException {@code not_found}
     */
    public Person see(String username) {
        return directory.find(username).orElseThrow(UserOperations::notFound);
    }

    /**
     * Makes a person.
     *
     * @param actor who does
     * @param wanted the person to be, validated
     * @return the person
     * @throws ProblemException {@code username_taken}, {@code invalid_request}, {@code busy}
     */
    public Person create(Actor actor, NewUser wanted) {
        if (wanted.password() != null) {
            checkPassword(wanted.password(), wanted.username(), wanted.email());
        }
        return refusals.noted(AuditEvent.USER_CREATION_REFUSED, actor, null, Map.of(), () -> {
            if (directory.find(wanted.username()).isPresent()) {
                // not hashed in vain
                throw ProblemException.of(ProblemType.USERNAME_TAKEN);
            }
            String hash = wanted.password() == null ? null : passwords.hash(wanted.password());
            return directory.create(actor, wanted.toPerson(hash));
        });
    }

    /**
     * Changes a person.
     *
     * @param actor who does
     * @param id the person's id
     * @param version whether the present version is the one that is meant
     * @param change what to change
     * @return the person after it
     * @throws ProblemException {@code not_found}, {@code precondition_failed}, {@code last_admin}, {@code invalid_request}
     */
    public Person change(Actor actor, UUID id, LongPredicate version, Directory.Change change) {
        return refusals.noted(
                AuditEvent.USER_CHANGE_REFUSED,
                actor,
                id,
                Map.of(),
                () -> directory.change(actor, id, version, change));
    }

    /**
     * Deletes a person with all that is theirs.
     *
     * @param actor who does
     * @param id the person's id
     * @param version whether the present version is the one that is meant
     * @throws ProblemException {@code not_found}, {@code precondition_failed}, {@code last_admin}
     */
    public void delete(Actor actor, UUID id, LongPredicate version) {
        refusals.noted(AuditEvent.USER_DELETION_REFUSED, actor, id, Map.of(), () -> {
            directory.delete(actor, id, version);
            return id;
        });
    }

    /**
     * Gives a person another password and ends all their sessions, both or neither.
     *
     * @param actor who does
     * @param id the person's id
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
        directory.setPassword(actor, id, hash);
        sessions.endAll(id, actor);
    }

    /**
     * Ends all sessions of a person, and makes strangers of all their devices.
     *
     * @param actor who does
     * @param id the person's id
     * @throws ProblemException {@code not_found}
     */
    @Transactional
    public void signOut(Actor actor, UUID id) {
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
