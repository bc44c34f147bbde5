package dev.latchkey.key;

import dev.latchkey.http.Quiet;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.problem.ProblemType;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.Key;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The keys that sign and verify, held in memory, so that neither needs a database query. Every 2 s, and every 30 s while there are no
 * requests, a replica reads the other replicas' changes and makes those that are due. Safe for use by several threads.
 */
@ApplicationScoped
public class SigningKeys {

    private static final int MOST_LISTED = 100;

    private final KeyRotation rotation;
    private final KeyVault vault;
    private final KeyTimes times;
    private final SharedSecret shared;
    private final Clock clock;

    private volatile @Nullable Known known;

    SigningKeys(KeyRotation rotation, KeyVault vault, KeyTimes times, SharedSecret shared, Clock clock) {
        this.rotation = rotation;
        this.vault = vault;
        this.times = times;
        this.shared = shared;
        this.clock = clock;
    }

    /** Age from which the keys in memory are read again. Longer than two intervals of the schedule. */
    private static final Duration STALE = Duration.ofSeconds(5);

    private static final Duration LOOKS = Duration.ofSeconds(2);

    private final AtomicReference<Instant> triedAt = new AtomicReference<>(Instant.EPOCH);

    /** The keys as they were last read, and when. */
    private record Known(KeyRing ring, Instant heardAt) {}

    /**
     * A key that signs now.
     *
     * @param kid the key's id, for the token's header
     * @param algorithm the one JWS algorithm that the key is for
     * @param key the private key, or the shared secret
     */
    public record Signer(String kid, String algorithm, Key key) {
        @Override
        public String toString() {
            return "Signer[kid=" + kid + ", algorithm=" + algorithm + ", key=<redacted>]";
        }
    }

    /**
     * A key that verifies.
     *
     * @param kid the key's id
     * @param algorithm the one JWS algorithm that the key is for; a token cannot choose another
     * @param key the public key, or the shared secret
     */
    public record Verifier(String kid, String algorithm, Key key) {
        @Override
        public String toString() {
            return "Verifier[kid=" + kid + ", algorithm=" + algorithm + "]";
        }
    }

    void load(@Observes StartupEvent start) {
        Instant now = clock.instant();
        // the very first start creates two keys: the current and the next one
        while (times.isTurnDue(rotation.published(), now)) {
            rotation.turnFirst(vault.create(now), now);
        }
        rotation.reseal();
        look();
    }

    /**
     * Reads the other replicas' changes and makes those that are due. Synchronized, so that an older read does not replace the result of a
     * newer one.
     */
    @Scheduled(
            every = "2s",
            skipExecutionIf = Quiet.HalfMinute.class,
            delayed = "2s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    synchronized void look() {
        Instant now = clock.instant();
        List<SigningKey> stored = rotation.published();
        if (times.isTurnDue(stored, now)) {
            // keeps what was read, even if the change below fails
            hear(stored, now);
            rotation.turn(vault.create(now), now);
            stored = rotation.published();
        }
        hear(stored, now);
    }

    /** Keeps what was read. At the very first start there may be no current key yet, while another replica is creating it. */
    private void hear(List<SigningKey> stored, Instant now) {
        if (SigningKey.in(SigningKey.State.CURRENT, stored).isEmpty()) {
            return;
        }
        Known last = known;
        known = new Known(KeyRing.of(stored, vault, last == null ? null : last.ring()), now);
    }

    /**
     * Returns the key that signs what is verified by the JWKS.
     *
     * @return the current key
     * @throws IllegalStateException before the keys are loaded
     * @throws ProblemException {@code unavailable}, if the keys were not read for an hour, because the key may have been discarded; or if
     *     this replica's root secret cannot decrypt the key
     */
    public Signer signer() {
        Known present = known();
        boolean heard =
                Duration.between(present.heardAt(), clock.instant()).abs().compareTo(KeyTimes.UNHEARD) <= 0;
        return present.ring()
                .signer()
                .filter(signer -> heard)
                .orElseThrow(() -> ProblemException.of(ProblemType.UNAVAILABLE, Duration.ofSeconds(2)));
    }

    /**
     * Returns the key that signs access tokens.
     *
     * @return the shared secret if there is one, else {@link #signer()}
     */
    public Signer accessTokenSigner() {
        lookAfterQuiet();
        return shared.signer().orElseGet(this::signer);
    }

    /**
     * Returns the key that a token names.
     *
     * @param kid the {@code kid} of the token's header
     * @return empty if there is no such key, or it has been discarded
     */
    public Optional<Verifier> verifier(String kid) {
        return Optional.ofNullable(known().ring().verifiers().get(kid)).or(() -> shared.verifier(kid));
    }

    /**
     * Reads the other replicas' changes if the last read is more than 5 s old. While there are no requests, the schedule reads every 30 s
     * only ({@link Quiet}), and the key of the next token may have been revoked on another replica. One caller reads, at most every 2 s. If
     * the database is down, that request fails, as it would at its next step.
     */
    public void lookAfterQuiet() {
        Instant now = clock.instant();
        Instant last = triedAt.get();
        boolean stale = Duration.between(known().heardAt(), now).compareTo(STALE) > 0;
        boolean due = Duration.between(last, now).abs().compareTo(LOOKS) >= 0;
        if (stale && due && triedAt.compareAndSet(last, now)) {
            hearAlone(now);
        }
    }

    private synchronized void hearAlone(Instant now) {
        hear(rotation.published(), now);
    }

    /**
     * Lets the next key sign early, if it has been published long enough for all verifiers to have it.
     *
     * @return empty if it signs now; else the time from which it could
     */
    public Optional<Instant> rotate() {
        Optional<Instant> possible = rotation.rotateEarly(vault.create(clock.instant()), clock.instant());
        look();
        return possible;
    }

    /**
     * Revokes a key at once, because its private part has become known. It is no longer in the JWKS, its tokens are refused here, and the
     * next key signs.
     *
     * @param kid the key's id
     * @return false if there is no such key
     */
    public boolean revoke(String kid) {
        boolean revoked = rotation.revoke(kid, vault.create(clock.instant()), clock.instant());
        look();
        return revoked;
    }

    /**
     * Returns the current and former keys as they are in the database.
     *
     * @return at most 100 keys, newest first
     */
    public List<KeyStatus> all() {
        return rotation.latest(MOST_LISTED);
    }

    /** Returns the public keys as a JWK Set (RFC 7517, 5). */
    String jwks() {
        return known().ring().jwks();
    }

    /**
     * Returns the algorithms of the published keys.
     *
     * @return their JOSE names, sorted
     */
    public Set<String> algorithms() {
        return new TreeSet<>(known().ring().algorithms());
    }

    boolean isReady() {
        return known != null;
    }

    private Known known() {
        Known present = known;
        if (present == null) {
            throw new IllegalStateException("the signing keys are not loaded yet");
        }
        return present;
    }
}
