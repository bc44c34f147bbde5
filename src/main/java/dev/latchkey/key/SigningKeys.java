package dev.latchkey.key;

import dev.latchkey.platform.Quiet;
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
 * The keys to sign and to verify with, held in memory: neither asks the database. Every two seconds, and every half
 * minute while there are no calls, a replica looks what the others have done, and does what is due. Safe for use by several threads.
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

    /** Longer than two looks of the schedule are apart. */
    private static final Duration STALE = Duration.ofSeconds(5);

    private static final Duration LOOKS = Duration.ofSeconds(2);

    private final AtomicReference<Instant> triedAt = new AtomicReference<>(Instant.EPOCH);

    /** What is known, and since when. */
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
     * @param algorithm the one JWS algorithm that the key is for; a token does not choose
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
        // at the very first start there are two to make: one to use and the next
        while (times.isTurnDue(rotation.published(), now)) {
            rotation.turnFirst(vault.create(now), now);
        }
        rotation.reseal();
        look();
    }

    /** Looks what the others have done, and does what is due. One at a time: an older look must not undo what a newer one saw. */
    @Scheduled(
            every = "2s",
            skipExecutionIf = Quiet.HalfMinute.class,
            delayed = "2s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    synchronized void look() {
        Instant now = clock.instant();
        List<SigningKey> stored = rotation.published();
        if (times.isTurnDue(stored, now)) {
            // whatever comes of the turn, this much was heard
            hear(stored, now);
            rotation.turn(vault.create(now), now);
            stored = rotation.published();
        }
        hear(stored, now);
    }

    /** At the very first start there may be nothing to hear yet: somebody else is about it. */
    private void hear(List<SigningKey> stored, Instant now) {
        if (SigningKey.in(SigningKey.State.CURRENT, stored).isEmpty()) {
            return;
        }
        Known last = known;
        known = new Known(KeyRing.of(stored, vault, last == null ? null : last.ring()), now);
    }

    /**
     * The key to sign with what anybody may check by the JWKS.
     *
     * @return the current key
     * @throws IllegalStateException before the keys are loaded
     * @throws ProblemException {@code unavailable}, if nothing was heard of the other replicas for an hour, because the key may be
     *     gone; or if the key cannot be decrypted with this replica's root secret
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
     * The key to sign access tokens with.
     *
     * @return the shared secret if there is one, else {@link #signer()}
     */
    public Signer accessTokenSigner() {
        lookAfterQuiet();
        return shared.signer().orElseGet(this::signer);
    }

    /**
     * The key that a token names.
     *
     * @param kid the {@code kid} of the token's header
     * @return empty if there is no such key, or it is gone
     */
    public Optional<Verifier> verifier(String kid) {
        return Optional.ofNullable(known().ring().verifiers().get(kid)).or(() -> shared.verifier(kid));
    }

    /**
     * Hears what other replicas have done, if that was too long ago: while there are no calls, the schedule looks every half minute only
     * ({@link Quiet}), and the key of the first token after that may have been revoked elsewhere. One caller looks, at most every 2 s; a database
     * that is down refuses that call, as its next step would.
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
     * Lets the next key sign before its time, if everybody has had the time to hear of it.
     *
     * @return empty if it signs now; else the moment from which on it could
     */
    public Optional<Instant> rotate() {
        Optional<Instant> possible = rotation.rotateEarly(vault.create(clock.instant()), clock.instant());
        look();
        return possible;
    }

    /**
     * Takes a key out of use at once, for when its private part has become known: it is in no JWKS any more, tokens of it are
     * refused here, and the next key signs.
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
     * The keys that there are and were, as the database has them.
     *
     * @return the newest first, at most 100
     */
    public List<KeyStatus> all() {
        return rotation.latest(MOST_LISTED);
    }

    /** The public keys as a JWK Set (RFC 7517, 5). */
    String jwks() {
        return known().ring().jwks();
    }

    /** What the published keys are for, sorted. */
    Set<String> algorithms() {
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
