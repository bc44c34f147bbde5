package dev.latchkey.key;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A signing key as it is stored. */
@Entity
@Table(name = "signing_keys")
class SigningKey extends PanacheEntityBase {

    /** The states of a key, in their order; a key never goes back. */
    enum State {
        /** Published; does not sign yet. */
        NEXT,
        /** The one key that signs. */
        CURRENT,
        /** No longer signs, and its private part is erased. Its tokens may still be valid, so it stays published. */
        RETIRING,
        /** Neither signs nor verifies. */
        GONE
    }

    @Id
    private String kid;

    @Column(nullable = false)
    private String algorithm;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    private State state;

    @Column(name = "public_jwk", nullable = false)
    private String publicJwk;

    @Column(name = "private_key", nullable = false)
    private byte[] privateKey;

    @Column(name = "secret_id", nullable = false)
    private String secretId;

    @Column(name = "created_at", nullable = false)
    private Instant createdAt;

    @Column(name = "activated_at")
    private @Nullable Instant activatedAt;

    @Column(name = "retired_at")
    private @Nullable Instant retiredAt;

    /** For Hibernate. */
    protected SigningKey() {}

    SigningKey(String kid, String algorithm, String publicJwk, byte[] privateKey, String secretId, Instant now) {
        this.kid = kid;
        this.algorithm = algorithm;
        this.publicJwk = publicJwk;
        this.privateKey = privateKey;
        this.secretId = secretId;
        this.createdAt = now;
        this.state = State.NEXT;
    }

    /** Returns all keys that verify, oldest first. */
    static List<SigningKey> published() {
        return list("state <> ?1 order by createdAt, kid", State.GONE);
    }

    /** Returns current and former keys, newest first. */
    static List<SigningKey> latest(int most) {
        return SigningKey.<SigningKey>find("order by createdAt desc, kid")
                .range(0, most - 1)
                .list();
    }

    KeyStatus status() {
        return new KeyStatus(kid, algorithm, state.name().toLowerCase(Locale.ROOT), createdAt, activatedAt, retiredAt);
    }

    static Optional<SigningKey> in(State state, List<SigningKey> keys) {
        return keys.stream().filter(key -> key.state == state).findFirst();
    }

    void activate(Instant now) {
        this.state = State.CURRENT;
        this.activatedAt = now;
    }

    void retire(Instant now) {
        this.state = State.RETIRING;
        this.retiredAt = now;
        this.privateKey = new byte[0];
    }

    void discard() {
        this.state = State.GONE;
        this.privateKey = new byte[0];
    }

    void reseal(byte[] encrypted, String underSecret) {
        this.privateKey = encrypted;
        this.secretId = underSecret;
    }

    boolean is(State other) {
        return state == other;
    }

    State state() {
        return state;
    }

    String kid() {
        return kid;
    }

    String algorithm() {
        return algorithm;
    }

    String publicJwk() {
        return publicJwk;
    }

    byte[] privateKey() {
        return privateKey;
    }

    String secretId() {
        return secretId;
    }

    Instant createdAt() {
        return createdAt;
    }

    Optional<Instant> activatedAt() {
        return Optional.ofNullable(activatedAt);
    }

    Optional<Instant> retiredAt() {
        return Optional.ofNullable(retiredAt);
    }
}
