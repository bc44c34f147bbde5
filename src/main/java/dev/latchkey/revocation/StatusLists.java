package dev.latchkey.revocation;

import dev.latchkey.http.Cacheable;
import dev.latchkey.key.SigningKeys;
import dev.latchkey.session.SessionConfig;
import dev.latchkey.token.StatusReferences;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.PrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Signs and caches the status lists (draft-ietf-oauth-status-list, 5): one bit for each session, set when it is revoked. Safe for use by
 * several threads.
 *
 * <p>Any number of resource servers cost one query a second for each list. A list is signed again when a bit or the key has changed, or
 * when half of its lifetime is over. Otherwise it stays the same to the byte, and a resource server that already has it gets 304.
 */
@ApplicationScoped
class StatusLists {

    /**
     * Lifetime of a list, as a multiple of its caching time: for so long, a resource server that cannot reach Latchkey goes on with the
     * list it has.
     */
    private static final int LIFE_IN_TTLS = 30;

    private static final Duration LONGEST_LIFE = Duration.ofHours(12);

    private final RevokedSessions revoked;
    private final StatusReferences references;
    private final SigningKeys keys;
    private final Clock clock;
    private final Duration ttl;
    private final SingleFlight<Long> newest;

    /** The lists that exist; requests for other numbers add no entry. */
    private final Map<Long, SingleFlight<Published>> lists = new ConcurrentHashMap<>();

    StatusLists(
            RevokedSessions revoked, StatusReferences references, SigningKeys keys, Clock clock, SessionConfig config) {
        this.revoked = revoked;
        this.references = references;
        this.keys = keys;
        this.clock = clock;
        this.ttl = config.revocationDelay().minusNanos(SingleFlight.KEPT_NANOS);
        this.newest = new SingleFlight<>(last -> revoked.newestList());
    }

    /** A list as it was last signed. */
    private record Published(Revoked bits, String kid, Instant signedAt, Cacheable token) {}

    /**
     * Returns how long a list may be cached. With the second that Latchkey itself caches it, this is the delay that the operator has set.
     */
    Duration ttl() {
        return ttl;
    }

    /** Returns the token of a list; empty if no session can be in it yet. */
    Optional<Cacheable> list(long number) {
        // the list after the newest one is served already, empty: its first session may be younger than the cached
        // number
        if (number > newest.get() + 1) {
            return Optional.empty();
        }
        SingleFlight<Published> list =
                lists.computeIfAbsent(number, absent -> new SingleFlight<>(last -> publish(number, last)));
        return Optional.of(list.get().token());
    }

    private Published publish(long number, @Nullable Published last) {
        Revoked bits = revoked.in(number);
        SigningKeys.Signer signer = keys.signer();
        Instant now = clock.instant();
        boolean stays = last != null
                && last.bits().equals(bits)
                && last.kid().equals(signer.kid())
                // abs(): a list must be as old after the clock was set back as after it was set forward
                && Duration.between(last.signedAt(), now).abs().compareTo(life().dividedBy(2)) < 0;
        return last != null && stays
                ? last
                : new Published(bits, signer.kid(), now, Cacheable.of(sign(number, bits, signer, now)));
    }

    private String sign(long number, Revoked bits, SigningKeys.Signer signer, Instant now) {
        return Jwt.claims()
                .subject(references.uri(number))
                .issuedAt(now)
                .expiresAt(now.plus(life()))
                .claim("ttl", ttl.toSeconds())
                .claim("status_list", claim(bits))
                .jws()
                .type("statuslist+jwt")
                .keyId(signer.kid())
                .algorithm(SignatureAlgorithm.fromAlgorithm(signer.algorithm()))
                .sign((PrivateKey) signer.key());
    }

    private static Map<String, Object> claim(Revoked bits) {
        Map<String, Object> list = new LinkedHashMap<>();
        list.put("bits", 1);
        list.put("lst", bits.lst());
        return list;
    }

    /** Returns the lifetime of a list. It stays below a day, because the key room keeps a retired key for tokens of at most a day. */
    private Duration life() {
        Duration wanted = ttl.multipliedBy(LIFE_IN_TTLS);
        return wanted.compareTo(LONGEST_LIFE) < 0 ? wanted : LONGEST_LIFE;
    }
}
