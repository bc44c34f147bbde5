package dev.latchkey.user;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.audit.AuditEvent;
import dev.latchkey.audit.AuditTrail;
import dev.latchkey.crypto.Randomness;
import dev.latchkey.name.Names;
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

/** The users, for all rooms above. Safe for use by several threads; each method is one short transaction or one statement. */
@ApplicationScoped
public class Users {

    private final Clock clock;
    private final Randomness randomness;
    private final EntityManager database;
    private final UserRows rows;
    private final NameReservation names;
    private final AuditTrail audit;

    Users(
            Clock clock,
            Randomness randomness,
            EntityManager database,
            UserRows rows,
            NameReservation names,
            AuditTrail audit) {
        this.audit = audit;
        this.names = names;
        this.clock = clock;
        this.randomness = randomness;
        this.database = database;
        this.rows = rows;
    }

    /**
     * The stored form that a password is compared with.
     *
     * @param userId the user's id
     * @param passwordHash the stored form; null for a user without a password
     * @param deviceGeneration generation of the user's known devices; device tokens of another generation are no longer accepted
     */
    public record Credentials(UUID userId, @Nullable String passwordHash, int deviceGeneration) {
        @Override
        public String toString() {
            return "Credentials[userId=" + userId + ", passwordHash=<redacted>]";
        }
    }

    /**
     * Returns one key for all spellings of a name, whether a user has it or not: NFKC and case folding. A text that cannot be a name is its
     * own key. Takes linear time.
     *
     * @param typed what was typed, any text
     * @return the key
     */
    public String nameKey(String typed) {
        return Names.countingKey(typed);
    }

    /**
     * Finds the user of a login by user name or proved e-mail address.
     *
     * @param typed what was typed, any text
     * @return empty if there is none who may sign in
     */
    @Transactional(TxType.SUPPORTS)
    public Optional<Credentials> credentials(String typed) {
        return Names.lookup(typed).flatMap(User::credentials);
    }

    /**
     * Returns the credentials of a signed-in user.
     *
     * @param id the user's id
     * @return empty if the user was deleted or may not sign in
     */
    @Transactional
    public Optional<Credentials> credentials(UUID id) {
        return User.<User>findByIdOptional(id).filter(User::isActive).map(User::toCredentials);
    }

    /**
     * Returns the credentials that replaced others since they were read, if they were replaced.
     *
     * @param before the credentials that were read
     * @return empty if they are still the same or the user may no longer sign in
     */
    @Transactional
    public Optional<Credentials> replacement(Credentials before) {
        return credentials(before.userId()).filter(now -> !Objects.equals(now.passwordHash(), before.passwordHash()));
    }

    /**
     * Whether a user has the name or a confusable one. The answer is a hint: only {@link #register} decides.
     *
     * @param username a valid user name
     * @return true if the name is taken
     */
    @Transactional
    public boolean isTaken(String username) {
        return names.isTaken(username);
    }

    /**
     * Registers a user with the role {@code user}. Of concurrent calls with one name, one succeeds.
     *
     * @param wanted the user to register
     * @return the outcome
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
     * Returns a user's account.
     *
     * @param id the user's id
     * @return empty if the user was deleted or may not sign in
     */
    @Transactional(TxType.SUPPORTS)
    public Optional<Account> account(UUID id) {
        return rows.byId(id).filter(UserRecord::isActive).map(UserRecord::account);
    }

    /**
     * Returns the account of a user whose password was verified, if the user is active and the password is still the verified one. The row
     * stays locked until the caller's transaction ends.
     *
     * @param verified what the password was compared with
     * @param upgradedHash a better hash of the same password to store; null to leave it
     * @return empty if the verification is no longer valid
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
     * Changes a user's password.
     *
     * @param verified what the present password was compared with
     * @param newHash stored form of the new password
     * @return false if the present password is no longer the verified one; nothing was changed then
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
     * Makes all device tokens of a user invalid. The database does the same when a password is changed or a user is disabled.
     *
     * @param id the user's id
     */
    @Transactional
    public void forgetDevices(UUID id) {
        User.forgetDevices(id);
    }

    /**
     * Changes a user's account.
     *
     * @param id the user's id
     * @param email computes the new address from the present one; null is none
     * @param profilePatch merged into the profile (RFC 7396); null to leave it
     * @return the account after the change; empty if the user was deleted or may not sign in
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
     * Deletes a user and all data of the user.
     *
     * @param verified what the user's password was compared with
     * @return false if the password is no longer the verified one; nothing was deleted then
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
