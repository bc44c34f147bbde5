package dev.latchkey.user;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.audit.Actor;
import dev.latchkey.audit.AuditEvent;
import dev.latchkey.audit.AuditTrail;
import dev.latchkey.crypto.Randomness;
import dev.latchkey.name.Names;
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

/** The operations of operators on users. Each change and its audit event are in one transaction. Safe for use by several threads. */
@ApplicationScoped
public class UserAdministration {

    private final UserRows rows;
    private final NameReservation names;
    private final RoleNames roleNames;
    private final AuditTrail audit;
    private final Clock clock;
    private final Randomness randomness;

    UserAdministration(
            UserRows rows,
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
     * A search for users, sorted by name. Users whose name begins with the prefix come first, then those whose e-mail address does.
     *
     * @param prefix prefix of the name or the address, in any case; null for all
     * @param status null for all
     * @param role null for all
     * @param after end of the page before; null for the first page
     * @param limit maximum number of users, at least 1
     */
    public record Search(
            @Nullable String prefix,
            @Nullable UserStatus status,
            @Nullable String role,
            @Nullable Cursor after,
            int limit) {}

    /**
     * A page of users.
     *
     * @param users the users, in order
     * @param next where the next page starts; null if this is the last
     */
    public record Page(List<UserRecord> users, @Nullable Cursor next) {}

    /**
     * A user to create.
     *
     * @param username a valid user name
     * @param email a valid address, or null
     * @param profile an acceptable profile
     * @param passwordHash stored form of the password; null for none
     * @param status whether the user may sign in
     * @param roles names of the roles
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
     * A change of a user.
     *
     * @param email computes the new address from the present one; null is none
     * @param profilePatch merged into the profile (RFC 7396); null to leave it
     * @param status null to leave it
     * @param roles computes the new roles from the present ones
     */
    public record Change(
            Function<@Nullable String, @Nullable String> email,
            @Nullable ObjectNode profilePatch,
            @Nullable UserStatus status,
            UnaryOperator<Set<String>> roles) {}

    /**
     * Searches for users.
     *
     * @param search the criteria
     * @return a page
     */
    @Transactional
    public Page search(Search search) {
        return rows.page(search);
    }

    /**
     * Finds a user by id, active or disabled.
     *
     * @param id the user's id
     * @return empty if there is none
     */
    @Transactional
    public Optional<UserRecord> find(UUID id) {
        return rows.byId(id);
    }

    /**
     * Finds a user by name, active or disabled.
     *
     * @param username the user name, in any case
     * @return empty if there is none
     */
    @Transactional
    public Optional<UserRecord> find(String username) {
        return Names.lookup(username).flatMap(User::idOf).flatMap(rows::byId);
    }

    /**
     * Creates a user.
     *
     * @param actor who creates the user
     * @param wanted the user to create
     * @return the new user
     * @throws ProblemException {@code username_taken}, {@code invalid_request} for a role that does not exist
     */
    @Transactional
    public UserRecord create(Actor actor, NewPerson wanted) {
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
     * Changes a user. Concurrent changes of one user run one after the other, each on the result of the one before.
     *
     * @param actor who changes the user
     * @param id the user's id
     * @param version accepts or rejects the present version
     * @param change what to change
     * @return the user after the change
     * @throws ProblemException {@code not_found}, {@code precondition_failed}, {@code last_admin}, {@code invalid_request}
     */
    @Transactional
    public UserRecord change(Actor actor, UUID id, LongPredicate version, Change change) {
        User user = locked(id, version);
        Map<String, Object> details = new UserChange(user, change, now()).apply(roleNames);
        if (!details.isEmpty()) {
            LastAdmin.flush();
            audit.record(AuditEvent.USER_CHANGED, actor, id, details);
        }
        return rows.byId(id).orElseThrow();
    }

    /**
     * Sets a user's password.
     *
     * @param actor who sets the password
     * @param id the user's id
     * @param hash stored form of the password
     * @throws ProblemException {@code not_found}
     */
    @Transactional
    public void setPassword(Actor actor, UUID id, String hash) {
        locked(id, version -> true).setPassword(hash, now());
        audit.record(AuditEvent.PASSWORD_SET, actor, id, Map.of());
    }

    /**
     * Deletes a user and all data of the user.
     *
     * @param actor who deletes the user
     * @param id the user's id
     * @param version accepts or rejects the present version
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

    /** Returns the time in microseconds, the precision of PostgreSQL, so that this answer and later reads give the same value. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
