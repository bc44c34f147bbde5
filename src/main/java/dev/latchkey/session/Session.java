package dev.latchkey.session;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A person's sign-in on one device, until it ends. */
@Entity
@Table(name = "sessions")
class Session extends PanacheEntityBase {

    @Id
    private UUID id;

    @Column(name = "user_id", nullable = false)
    private UUID userId;

    @Column(name = "created_at", nullable = false)
    private Instant createdAt;

    @Column(nullable = false)
    private String amr;

    @Column(name = "expires_at", nullable = false)
    private Instant expiresAt;

    @Column(name = "ended_at")
    private @Nullable Instant endedAt;

    /** For Hibernate. */
    protected Session() {}

    Session(UUID id, UUID userId, String amr, Instant now, Instant expiresAt) {
        this.id = id;
        this.userId = userId;
        this.amr = amr;
        this.createdAt = now;
        this.expiresAt = expiresAt;
    }

    static boolean isLive(UUID id, UUID userId, Instant now) {
        return count("id = ?1 and userId = ?2 and endedAt is null and expiresAt > ?3", id, userId, now) == 1;
    }

    static int endOthers(UUID userId, UUID kept, Instant now) {
        return update("endedAt = ?1 where userId = ?2 and id <> ?3 and endedAt is null", now, userId, kept);
    }

    UUID id() {
        return id;
    }

    Instant createdAt() {
        return createdAt;
    }
}
