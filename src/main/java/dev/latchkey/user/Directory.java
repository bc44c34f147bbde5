package dev.latchkey.user;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.audit.Actor;
import dev.latchkey.audit.AuditEvent;
import dev.latchkey.audit.AuditTrail;
import dev.latchkey.platform.Randomness;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongPredicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The operators' way to people. What it changes is in the audit trail, in the same transaction. Safe for use by several threads.
 */
@ApplicationScoped
public class Directory {

    private final PeopleRows rows;
    private final NameReservation names;
    private final RoleNames roleNames;
    private final AuditTrail audit;
    private final Clock clock;
    private final Randomness randomness;

    Directory(
            PeopleRows rows,
            NameReservation names,
            RoleNames roleNames,
            AuditTrail audit,
            Clock clock,
            Randomness randomness) {
        this.rows = rows;
        this.names = names;
        this.roleNames = roleNames;
        this.audit = audit;
        this.clock = clock;
        this.randomness = randomness;
    }

    /**
     * Which people, sorted by name; behind those whose name begins with the prefix come those whose e-mail address does.
     *
     * @param prefix of the name or the address, whatever its case; null for all
     * @param status null for all
     * @param role null for all
     * @param after the end of the page before; null for the first
     * @param limit how many at most, at least 1
     */
    public record Search(
            @Nullable String prefix,
            @Nullable UserStatus status,
            @Nullable String role,
            @Nullable Cursor after,
            int limit) {}

    /**
     * Some people.
     *
     * @param people in order
     * @param next where the next page begins; null if this is the last
     */
    public record Page(List<Person> people, @Nullable Cursor next) {}

    /**
     * A person to be.
     *
     * @param username a valid user name
     * @param email a valid address, or null
     * @param profile an acceptable profile
     * @param passwordHash the password's stored form; null for none
     * @param status whether they may sign in
     * @param roles what they are
     */
    public record NewPerson(
            String username,
            @Nullable String email,
            ObjectNode profile,
            @Nullable String passwordHash,
            UserStatus status,
            Set<String> roles) {
        @Override
        public String toString() {
            return "NewPerson[username=" + username + ", passwordHash=<redacted>]";
        }
    }

    /**
     * What to change of a person.
     *
     * @param email gives the new address from the present one; null is none
     * @param profilePatch what to merge into the profile (RFC 7396); null to leave it
     * @param status null to leave it
     * @param roles gives the new roles from the present ones
     */
    public record Change(
            Function<@Nullable String, @Nullable String> email,
            @Nullable ObjectNode profilePatch,
            @Nullable UserStatus status,
            UnaryOperator<Set<String>> roles) {}

    /**
     * Looks people up.
     *
     * @param search whom
     * @return a page
     */
    @Transactional
    public Page search(Search search) {
        return rows.page(search);
    }

    /**
     * A person, whether they may sign in or not.
     *
     * @param id the person's id
     * @return empty if there is none
     */
    @Transactional
    public Optional<Person> find(UUID id) {
        return rows.byId(id);
    }

    /**
     * A person, likewise.
     *
     * @param username the user name, whatever its case
     * @return empty if there is none
     */
    @Transactional
    public Optional<Person> find(String username) {
        return Names.lookup(username).flatMap(User::idOf).flatMap(rows::byId);
    }

    /**
     * Makes a person.
     *
     * @param actor who does
     * @param wanted the person to be
     * @return the person
     * @throws ProblemException {@code username_taken}, {@code invalid_request} for a role that is not there
     */
    @Transactional
    public Person create(Actor actor, NewPerson wanted) {
        Instant now = now();
        User user = new User(randomness.uuid(), wanted.username(), wanted.email(), wanted.profile(), now);
        if (wanted.passwordHash() != null) {
            user.setPassword(wanted.passwordHash(), now);
        }
        user.changeStatus(wanted.status(), now);
        roleNames.mustExist(wanted.roles());
        user.changeRoles(wanted.roles(), now);
        if (!names.reserve(wanted.username())) {
            throw ProblemException.of(ProblemType.USERNAME_TAKEN);
        }
        user.persistAndFlush();
        audit.record(
                AuditEvent.USER_CREATED,
                actor,
                user.id(),
                Map.of("roles", wanted.roles(), "status", wanted.status().text()));
        return rows.byId(user.id()).orElseThrow();
    }

    /**
     * Changes a person. Of those who change one at once, each sees what the one before has done.
     *
     * @param actor who does
     * @param id the person's id
     * @param version whether the present version is the one that is meant
     * @param change what to change
     * @return the person after it
     * @throws ProblemException {@code not_found}, {@code precondition_failed}, {@code last_admin}, {@code invalid_request}
     */
    @Transactional
    public Person change(Actor actor, UUID id, LongPredicate version, Change change) {
        User user = locked(id, version);
        Map<String, Object> details = new PersonChange(user, change, now()).apply(roleNames);
        if (!details.isEmpty()) {
            LastAdmin.flush();
            audit.record(AuditEvent.USER_CHANGED, actor, id, details);
        }
        return rows.byId(id).orElseThrow();
    }

    /**
     * Gives a person another password.
     *
     * @param actor who does
     * @param id the person's id
     * @param hash the password's stored form
     * @throws ProblemException {@code not_found}
     */
    @Transactional
    public void setPassword(Actor actor, UUID id, String hash) {
        locked(id, version -> true).setPassword(hash, now());
        audit.record(AuditEvent.PASSWORD_SET, actor, id, Map.of());
    }

    /**
     * Deletes a person with all that is theirs.
     *
     * @param actor who does
     * @param id the person's id
     * @param version whether the present version is the one that is meant
     * @throws ProblemException {@code not_found}, {@code precondition_failed}, {@code last_admin}
     */
    @Transactional
    public void delete(Actor actor, UUID id, LongPredicate version) {
        locked(id, version).delete();
        LastAdmin.flush();
        audit.record(AuditEvent.USER_DELETED, actor, id, Map.of());
    }

    private static User locked(UUID id, LongPredicate version) {
        User user = User.locked(id).orElseThrow(() -> ProblemException.of(ProblemType.NOT_FOUND));
        if (!version.test(user.version())) {
            throw ProblemException.of(ProblemType.PRECONDITION_FAILED);
        }
        return user;
    }

    /** In microseconds, as PostgreSQL keeps time: what is answered now is what will be read again. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
