package dev.latchkey.user;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.audit.AuditEvent;
import dev.latchkey.audit.AuditTrail;
import dev.latchkey.platform.Randomness;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Users, for all rooms above. Safe for use by several threads; each method is one short transaction or one statement. */
@ApplicationScoped
public class Users {

    private final Clock clock;
    private final Randomness randomness;
    private final EntityManager database;
    private final PeopleRows people;
    private final NameReservation names;
    private final AuditTrail audit;

    Users(
            Clock clock,
            Randomness randomness,
            EntityManager database,
            PeopleRows people,
            NameReservation names,
            AuditTrail audit) {
        this.audit = audit;
        this.names = names;
        this.clock = clock;
        this.randomness = randomness;
        this.database = database;
        this.people = people;
    }

    /**
     * What a password is compared with.
     *
     * @param userId whose it is
     * @param passwordHash the stored form; null for a person without a password, or one who may not sign in
     * @param deviceGeneration of the devices that are known to have signed in; another one means that they were forgotten
     */
    public record Credentials(UUID userId, @Nullable String passwordHash, int deviceGeneration) {
        @Override
        public String toString() {
            return "Credentials[userId=" + userId + ", passwordHash=<redacted>]";
        }
    }

    /**
     * What two ways of typing one name have in common, whether a user has it or not: its NFKC and case folding; of what cannot be a
     * name the text itself. Linear in its length.
     *
     * @param typed what was typed, any text
     * @return the key
     */
    public String nameKey(String typed) {
        return Names.countingKey(typed);
    }

    /**
     * Finds the user whom a login names, by user name or proved e-mail address.
     *
     * @param typed what was typed, any text
     * @return empty if there is none who may sign in
     */
    @Transactional(TxType.SUPPORTS)
    public Optional<Credentials> credentials(String typed) {
        return Names.lookup(typed).flatMap(User::credentials);
    }

    /**
     * The stored password of a signed-in user.
     *
     * @param id the user's id
     * @return empty if there is none any more, or they may not sign in
     */
    @Transactional
    public Optional<Credentials> credentials(UUID id) {
        return User.<User>findByIdOptional(id).filter(User::isActive).map(User::toCredentials);
    }

    /**
     * What has replaced a stored password since it was read, if anything has.
     *
     * @param before what was read
     * @return empty if it is still the same, or the user may no longer sign in
     */
    @Transactional
    public Optional<Credentials> replacement(Credentials before) {
        return credentials(before.userId()).filter(now -> !Objects.equals(now.passwordHash(), before.passwordHash()));
    }

    /**
     * Whether a name is taken, by a user who has it or one that looks like it. Only {@link #register} decides.
     *
     * @param username a valid user name
     * @return true if it cannot be had
     */
    @Transactional
    public boolean isTaken(String username) {
        return names.isTaken(username);
    }

    /**
     * Makes a user with the role {@code user}. Of any number of calls with one name, one succeeds.
     *
     * @param wanted the person to be
     * @return what it came to
     */
    @Transactional
    public Registration register(UserToCreate wanted) {
        Instant now = User.now(clock);
        User user = new User(randomness.uuid(), wanted.username(), wanted.email(), wanted.profile(), now);
        user.setPassword(wanted.passwordHash(), now);
        if (!names.reserve(wanted.username())) {
            return new Registration.UsernameTaken();
        }
        user.persistAndFlush();
        audit.recordOwn(AuditEvent.USER_REGISTERED, user.id(), Map.of());
        return new Registration.Registered(account(user).orElseThrow());
    }

    /**
     * A person's account.
     *
     * @param id the person's id
     * @return empty if they are not there any more, or may not sign in
     */
    @Transactional(TxType.SUPPORTS)
    public Optional<Account> account(UUID id) {
        return people.byId(id).filter(Person::isActive).map(Person::account);
    }

    /**
     * The account of a user whose password has just been verified, if what was verified still holds: the user is active and the
     * password is the same. The row stays locked until the caller's transaction ends.
     *
     * @param verified what the password was compared with
     * @param upgradedHash the same password in a better form, to be stored; null to leave it
     * @return empty if it holds no more
     */
    @Transactional
    public Optional<Account> confirm(Credentials verified, @Nullable String upgradedHash) {
        Optional<User> user = User.holding(verified);
        if (upgradedHash != null) {
            user.ifPresent(each -> each.upgradePassword(upgradedHash));
        }
        return user.flatMap(this::account);
    }

    /**
     * Gives a person a new password.
     *
     * @param verified what the present password was compared with
     * @param newHash the new password's stored form
     * @return false if the present password is no longer the one that was verified; nothing was changed then
     */
    @Transactional
    public boolean changePassword(Credentials verified, String newHash) {
        Optional<User> user = User.holding(verified);
        user.ifPresent(each -> {
            each.setPassword(newHash, User.now(clock));
            audit.recordOwn(AuditEvent.PASSWORD_CHANGED, each.id(), Map.of());
        });
        return user.isPresent();
    }

    /**
     * Forgets all devices of a user, as a changed password and a disabled user do in the database.
     *
     * @param id the user's id
     */
    @Transactional
    public void forgetDevices(UUID id) {
        User.forgetDevices(id);
    }

    /**
     * Changes a person's account.
     *
     * @param id the person's id
     * @param email gives the new address from the present one; null is none
     * @param profilePatch what to merge into the profile (RFC 7396); null to leave it
     * @return the account after the change; empty if they are not there any more, or may not sign in
     * @throws dev.latchkey.problem.ProblemException {@code invalid_request}, if the merged profile is too large
     */
    @Transactional
    public Optional<Account> change(
            UUID id, Function<@Nullable String, @Nullable String> email, @Nullable ObjectNode profilePatch) {
        return User.locked(id).filter(User::isActive).flatMap(user -> {
            List<String> changed = new ArrayList<>();
            String address = email.apply(user.email());
            if (!Objects.equals(address, user.email())) {
                user.changeEmail(address, User.now(clock));
                changed.add("email");
            }
            Profile.changed(user.profile(), profilePatch).ifPresent(profile -> {
                user.changeProfile(profile, User.now(clock));
                changed.add("profile");
            });
            if (!changed.isEmpty()) {
                audit.recordOwn(AuditEvent.ACCOUNT_CHANGED, id, Map.of("changed", changed));
            }
            return account(user);
        });
    }

    /**
     * Deletes a person with all that is theirs.
     *
     * @param verified what the person's password was compared with
     * @return false if the password is no longer the one that was verified; nothing was deleted then
     * @throws dev.latchkey.problem.ProblemException {@code last_admin}
     */
    @Transactional
    public boolean delete(Credentials verified) {
        Optional<User> user = User.holding(verified);
        user.ifPresent(each -> {
            each.delete();
            LastAdmin.flush();
            audit.recordOwn(AuditEvent.ACCOUNT_DELETED, each.id(), Map.of());
        });
        return user.isPresent();
    }

    private Optional<Account> account(User user) {
        return Grants.of(database, user.id()).map(user::toAccount);
    }
}
