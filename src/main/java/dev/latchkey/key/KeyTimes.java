package dev.latchkey.key;

import dev.latchkey.key.SigningKey.State;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The times at which keys change their state. Immutable. */
@Singleton
class KeyTimes {

    /**
     * How long a replica may sign without having read the other replicas' changes. What it signs in this time can still be verified by the
     * published keys.
     */
    static final Duration UNHEARD = Duration.ofHours(1);

    /** No access token and no status list lives longer (their rooms enforce that); includes 5 min for a verifier's slow clock. */
    private static final Duration LONGEST_TOKEN = Duration.ofHours(24).plusMinutes(5);

    /** For replicas that learn of a new key a few seconds late, and for clocks that differ. */
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

    /** Returns whether every verifier that caches the JWKS for the allowed time has the key by now. */
    private boolean isKnownToAll(SigningKey next, Instant now) {
        return !now.isBefore(knownToAllAt(next));
    }

    Instant knownToAllAt(SigningKey next) {
        return next.createdAt().plus(ahead);
    }

    boolean hasServed(SigningKey current, Instant now) {
        return !now.isBefore(current.activatedAt().orElseThrow().plus(lifetime));
    }

    /** Returns whether the key's last token has expired, including the last one of a replica that learned of the retirement late. */
    boolean isForgotten(SigningKey retiring, Instant now) {
        return !now.isBefore(
                retiring.retiredAt().orElseThrow().plus(LONGEST_TOKEN).plus(UNHEARD));
    }

    /** Returns whether the next key can sign: all verifiers know it, and it has the configured algorithm. */
    boolean maySucceed(SigningKey next, Instant now) {
        return isKnownToAll(next, now) && next.algorithm().equals(algorithm);
    }

    /** Returns whether the next key has another algorithm than configured, and has been published for its time. */
    boolean isToBeReplaced(SigningKey next, Instant now) {
        return isKnownToAll(next, now) && !next.algorithm().equals(algorithm);
    }

    /** Returns whether {@link KeyRotation#turn} has something to change. */
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
