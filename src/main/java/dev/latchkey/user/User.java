package dev.latchkey.user;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.name.LookAlikes;
import dev.latchkey.name.Names;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;
import jakarta.persistence.Tuple;
import jakarta.persistence.Version;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** The row of a user. */
@Entity
@Table(name = "users")
class User extends PanacheEntityBase {

    private static final String CREDENTIALS = """
            select u.id, u.password_hash, u.device_generation
            from (values (1)) as always left join lateral (
                select * from users
                where username_key = :key or (email_key = :key and email_verified_at is not null)
                order by username_key = :key
                limit 1
            ) u on u.status = 'ACTIVE'""";

    @Id
    private UUID id;

    @Column(nullable = false)
    private String username;

    @Column(name = "username_key", nullable = false, unique = true)
    private String usernameKey;

    /** Null until {@link SkeletonBackfill} has filled an older row; never updated with the row. */
    @JdbcTypeCode(SqlTypes.ARRAY)
    @Column(name = "username_skeletons", updatable = false)
    private String @Nullable [] usernameSkeletons;

    private @Nullable String email;

    @Column(name = "email_key")
    private @Nullable String emailKey;

    @Column(name = "email_verified_at")
    private @Nullable Instant emailVerifiedAt;

    @Column(name = "password_hash")
    private @Nullable String passwordHash;

    @Column(name = "password_changed_at")
    private @Nullable Instant passwordChangedAt;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    private UserStatus status;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(nullable = false)
    private String profile;

    @Version
    private long version;

    @ElementCollection
    @CollectionTable(name = "user_roles", joinColumns = @JoinColumn(name = "user_id"))
    @Column(name = "role_name", nullable = false)
    private Set<String> roles = new HashSet<>();

    /** Incremented in the database only. */
    @Column(name = "device_generation", nullable = false, insertable = false, updatable = false)
    private int deviceGeneration;

    @Column(name = "created_at", nullable = false)
    private Instant createdAt;

    @Column(name = "updated_at", nullable = false)
    private Instant updatedAt;

    protected User() {} // for Hibernate

    User(UUID id, String username, @Nullable String email, ObjectNode profile, Instant now) {
        this.id = id;
        this.username = username;
        this.usernameKey = Names.key(username);
        this.usernameSkeletons = LookAlikes.skeletons(username).toArray(String[]::new);
        this.profile = Profile.write(profile);
        this.status = UserStatus.ACTIVE;
        this.createdAt = now;
        this.updatedAt = now;
        this.roles.add(Role.USER);
        claimEmail(email);
    }

    /**
     * Reads what a password is compared with, by user name or proved address, if the user may sign in. An address takes precedence over an
     * equal user name, so that no user can block another's login by registering the address as a name. The query always returns one row,
     * because an attacker could measure that a row takes longer than none.
     */
    static Optional<Users.Credentials> credentials(String key) {
        Tuple row = (Tuple) getEntityManager()
                .createNativeQuery(CREDENTIALS, Tuple.class)
                .setParameter("key", key)
                .getSingleResult();
        return Optional.ofNullable(row.get("id", UUID.class))
                .map(found -> new Users.Credentials(
                        found, row.get("password_hash", String.class), row.get("device_generation", Integer.class)));
    }

    /** Finds a user by name, but not by address. */
    static Optional<UUID> idOf(String usernameKey) {
        return User.<User>find("usernameKey", usernameKey).firstResultOptional().map(User::id);
    }

    /** Returns the time in microseconds, the precision of PostgreSQL, so that this answer and later reads give the same value. */
    static Instant now(Clock clock) {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    static void forgetDevices(UUID id) {
        getEntityManager()
                .createNativeQuery("update users set device_generation = device_generation + 1 where id = :id")
                .setParameter("id", id)
                .executeUpdate();
    }

    /** Reads and locks the row until the transaction ends. */
    static Optional<User> locked(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
    }

    /** As {@code locked}, if the user is active and the password is still the verified one. */
    static Optional<User> holding(Users.Credentials verified) {
        return locked(verified.userId())
                .filter(User::isActive)
                .filter(user -> user.passwordHash().equals(Optional.ofNullable(verified.passwordHash())));
    }

    void setPassword(String hash, Instant now) {
        this.passwordHash = hash;
        this.passwordChangedAt = now;
        this.updatedAt = now;
    }

    /** Stores a better hash of the same password. The version stays, so that an operator's {@code If-Match} holds. */
    void upgradePassword(String hash) {
        getEntityManager()
                .createNativeQuery("update users set password_hash = :hash where id = :id")
                .setParameter("hash", hash)
                .setParameter("id", id)
                .executeUpdate();
    }

    void changeEmail(@Nullable String address, Instant now) {
        claimEmail(address);
        this.updatedAt = now;
    }

    void changeProfile(ObjectNode changed, Instant now) {
        this.profile = Profile.write(changed);
        this.updatedAt = now;
    }

    void changeStatus(UserStatus changed, Instant now) {
        this.status = changed;
        this.updatedAt = now;
    }

    void changeRoles(Set<String> changed, Instant now) {
        roles.retainAll(changed);
        roles.addAll(changed);
        this.updatedAt = now;
    }

    /**
     * Only the exact text was proved: an address that differs in case, in compatibility form or by folding ({@code ß} and {@code ss}) may
     * be another mailbox (RFC 5321, 2.4; IDNA 2008 has both as names of their own).
     */
    private void claimEmail(@Nullable String address) {
        if (!Objects.equals(address, email)) {
            this.emailVerifiedAt = null;
        }
        this.email = address;
        this.emailKey = address == null ? null : Names.key(address);
    }

    boolean isActive() {
        return status == UserStatus.ACTIVE;
    }

    Optional<String> passwordHash() {
        return Optional.ofNullable(passwordHash);
    }

    UserStatus status() {
        return status;
    }

    Set<String> roles() {
        return Set.copyOf(roles);
    }

    long version() {
        return version;
    }

    UUID id() {
        return id;
    }

    String username() {
        return username;
    }

    @Nullable
    String email() {
        return email;
    }

    ObjectNode profile() {
        return Profile.read(profile);
    }

    Users.Credentials toCredentials() {
        return new Users.Credentials(id, passwordHash, deviceGeneration);
    }

    Account toAccount(Grants grants) {
        return new Account(id, username, email, emailVerifiedAt != null, profile(), grants, createdAt, updatedAt);
    }
}
