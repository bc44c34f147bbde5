package dev.latchkey.key;

import dev.latchkey.key.SigningKey.State;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** When a key does what. Immutable. */
@Singleton
class KeyTimes {

    /** A replica may sign for so long without having heard of the others; what it signs then is still published. */
    static final Duration UNHEARD = Duration.ofHours(1);

    /** No access token and no status list lives longer (their rooms see to it), and a verifier's clock may be behind. */
    private static final Duration LONGEST_TOKEN = Duration.ofHours(24).plusMinutes(5);

    /** For replicas that hear of a new key a few seconds late, and for clocks that differ. */
    private static final Duration LEEWAY = Duration.ofMinutes(1);

    private final Duration ahead;
    private final Duration lifetime;
    private final String algorithm;

    KeyTimes(KeyConfig config) {
        this.ahead = config.maxAge().plus(LEEWAY);
        this.lifetime = config.lifetime();
        this.algorithm = config.algorithm().jws();
        if (config.maxAge().isNegative() || config.maxAge().compareTo(Duration.ofHours(24)) > 0) {
            throw new IllegalStateException("latchkey.key.max-age must be from 0 to 24 hours");
        }
        if (lifetime.compareTo(ahead.multipliedBy(2)) < 0) {
            throw new IllegalStateException(
                    "latchkey.key.lifetime must be at least twice latchkey.key.max-age and a minute");
        }
    }

    /** Whoever caches the JWKS for as long as they may has the key by now. */
    private boolean isKnownToAll(SigningKey next, Instant now) {
        return !now.isBefore(knownToAllAt(next));
    }

    Instant knownToAllAt(SigningKey next) {
        return next.createdAt().plus(ahead);
    }

    boolean hasServed(SigningKey current, Instant now) {
        return !now.isBefore(current.activatedAt().orElseThrow().plus(lifetime));
    }

    /** Its last token has ended, also the last of a replica that did not hear of its retirement at once. */
    boolean isForgotten(SigningKey retiring, Instant now) {
        return !now.isBefore(
                retiring.retiredAt().orElseThrow().plus(LONGEST_TOKEN).plus(UNHEARD));
    }

    /** Whether the next key can sign: everybody knows it, and it is what was asked for. */
    boolean maySucceed(SigningKey next, Instant now) {
        return isKnownToAll(next, now) && next.algorithm().equals(algorithm);
    }

    /** Whether the next key is not what was asked for, and has had its time. */
    boolean isToBeReplaced(SigningKey next, Instant now) {
        return isKnownToAll(next, now) && !next.algorithm().equals(algorithm);
    }

    /** Whether something of {@link KeyRotation#turn} is to be done. */
    boolean isTurnDue(List<SigningKey> keys, Instant now) {
        Optional<SigningKey> current = SigningKey.in(State.CURRENT, keys);
        Optional<SigningKey> next = SigningKey.in(State.NEXT, keys);
        return current.isEmpty()
                || next.isEmpty()
                || isToBeReplaced(next.get(), now)
                || (hasServed(current.get(), now) && maySucceed(next.get(), now))
                || keys.stream().anyMatch(key -> key.is(State.RETIRING) && isForgotten(key, now));
    }
}
