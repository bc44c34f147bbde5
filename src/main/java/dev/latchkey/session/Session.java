package dev.latchkey.session;

import dev.latchkey.database.Scalars;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.Generated;
import org.jspecify.annotations.Nullable;

/** A user's sign-in on one device, until it ends. The same row holds the grant of the built-in client that a sign-in opens. */
@Entity
@Table(name = "sessions")
class Session extends PanacheEntityBase {

    @Id
    private UUID id;

    @Column(name = "user_id", nullable = false)
    private UUID userId;

    @Column(name = "created_at", nullable = false)
    private Instant createdAt;

    /** The first of {@link #amrValues}, for the previous version. */
    @Column(nullable = false)
    private String amr;

    /** Null in rows of the previous version, as {@link #amrValues} is. */
    @Column(name = "auth_time")
    private @Nullable Instant authTime;

    @Column(name = "amr_values")
    private @Nullable List<String> amrValues;

    @Column(name = "expires_at", nullable = false)
    private Instant expiresAt;

    @Column(name = "ended_at")
    private @Nullable Instant endedAt;

    /** Written by {@link Rotation} only, after the login, as are the next two. */
    @Column(nullable = false)
    private int generation;

    @Generated
    @Column(name = "refreshed_at", nullable = false, insertable = false, updatable = false)
    private @Nullable Instant refreshedAt;

    @Column(name = "tokens_end_at", nullable = false, updatable = false)
    private Instant tokensEndAt;

    /** Assigned by the database; it never changes. */
    @Generated
    @Column(name = "status_index", nullable = false, insertable = false, updatable = false)
    private @Nullable Long statusIndex;

    @Column(name = "user_agent")
    private @Nullable String userAgent;

    private @Nullable String network;

    /** For Hibernate. */
    protected Session() {}

    Session(
            UUID id,
            UUID userId,
            List<String> amr,
            Instant authTime,
            Instant now,
            Instant expiresAt,
            Instant tokensEndAt) {
        this.id = id;
        this.userId = userId;
        this.amr = amr.get(0);
        this.amrValues = List.copyOf(amr);
        this.authTime = authTime;
        this.createdAt = now;
        this.expiresAt = expiresAt;
        this.tokensEndAt = tokensEndAt;
    }

    void openedFrom(@Nullable String device, @Nullable String prefix) {
        this.userAgent = device;
        this.network = prefix;
    }

    /** Reads the row and locks it until the transaction ends. */
    static Optional<Session> locked(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
    }

    /** Returns the sessions that can still be used by any of their grants, last refreshed first, at most {@code most}. */
    static List<Session> usable(UUID userId, Instant now, Instant refreshedAfter, int most) {
        return Session.<Session>find(
                        "from Session s where s.userId = ?1 and s.endedAt is null and s.expiresAt > ?2"
                                + " and (s.refreshedAt > ?3 or exists (select 1 from Grant g where g.sessionId = s.id"
                                + " and g.endedAt is null and g.refreshedAt > ?3))"
                                + " order by s.refreshedAt desc, s.id desc",
                        userId,
                        now,
                        refreshedAfter)
                .range(0, most - 1)
                .list();
    }

    static List<Session> kept(UUID userId, UUID after, int most) {
        return Session.<Session>find("userId = ?1 and id > ?2 order by id", userId, after)
                .range(0, most - 1)
                .list();
    }

    static boolean end(UUID id, UUID userId, Instant now) {
        return update(
                        "endedAt = ?1 where id = ?2 and userId = ?3 and endedAt is null and expiresAt > ?1",
                        now,
                        id,
                        userId)
                == 1;
    }

    static int endOthers(UUID userId, UUID kept, Instant now) {
        return update("endedAt = ?1 where userId = ?2 and id <> ?3 and endedAt is null", now, userId, kept);
    }

    /**
     * Ends all sessions but the {@code kept} newest ones, of which {@code latest} is one, and returns their ids. It ends at most 100 at a
     * time, so that a sign-in of a user with very many sessions takes no longer than others. It locks no session that it does not end.
     */
    static List<UUID> endSurplus(UUID userId, UUID latest, int kept, Instant now) {
        return Scalars.list(
                getEntityManager()
                        .createNativeQuery(
                                "update sessions set ended_at = :now where id = any(array(select id from sessions"
                                        + " where user_id = :user and ended_at is null and id <> :latest"
                                        + " order by id desc offset :others limit 100))"
                                        + " and ended_at is null returning id",
                                Tuple.class)
                        .setParameter("now", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
                        .setParameter("user", userId)
                        .setParameter("latest", latest)
                        .setParameter("others", kept - 1),
                UUID.class);
    }

    static int endAll(UUID userId, Instant now) {
        return update("endedAt = ?1 where userId = ?2 and endedAt is null", now, userId);
    }

    UUID id() {
        return id;
    }

    UUID userId() {
        return userId;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant authTime() {
        return authTime == null ? createdAt : authTime;
    }

    List<String> amr() {
        return amrValues == null ? List.of(amr) : amrValues;
    }

    Instant expiresAt() {
        return expiresAt;
    }

    Instant refreshedAt() {
        return Objects.requireNonNull(refreshedAt, "not stored yet");
    }

    long statusIndex() {
        return Objects.requireNonNull(statusIndex, "not stored yet");
    }

    Optional<String> userAgent() {
        return Optional.ofNullable(userAgent);
    }

    Optional<String> network() {
        return Optional.ofNullable(network);
    }
}
