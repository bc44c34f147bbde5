package dev.latchkey.session;

import dev.latchkey.key.SigningKeys;
import dev.latchkey.platform.Cacheable;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.PrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The signed status lists (draft-ietf-oauth-status-list, 4 and 5): one bit for each session, set when it is revoked. Safe
 * for use by several threads.
 *
 * <p>A list is read from the database again when it is a second old, by one caller while the others wait, so that any number
 * of resource servers cost one query a second. It is signed again when a bit has changed, when the key has, or when half of
 * its life is over; else it stays the same to the byte, and a resource server that has it is answered 304.
 */
@ApplicationScoped
class StatusLists {

    private static final Duration KEPT = Duration.ofSeconds(1);

    /** A resource server that cannot reach us goes on with the list in hand so many times as long as it may cache it. */
    private static final int LIFE_IN_TTLS = 30;

    private static final Duration LONGEST_LIFE = Duration.ofHours(12);

    private final Map<Long, Published> published = new ConcurrentHashMap<>();
    private final RevokedSessions revoked;
    private final StatusReferences references;
    private final SigningKeys keys;
    private final Clock clock;
    private final Duration ttl;

    StatusLists(
            RevokedSessions revoked, StatusReferences references, SigningKeys keys, Clock clock, SessionConfig config) {
        this.revoked = revoked;
        this.references = references;
        this.keys = keys;
        this.clock = clock;
        this.ttl = config.revocationDelay().minus(KEPT);
    }

    /** A list as it was last read and signed. */
    private record Published(Revoked bits, String kid, Instant signedAt, Instant readAt, Cacheable token) {
        boolean says(Revoked others, String signedBy) {
            return bits.equals(others) && kid.equals(signedBy);
        }
    }

    /** The bits of a list, compressed: equal if and only if the same sessions are revoked. */
    record Revoked(String lst) {

        static Revoked of(IntStream indexes) {
            BitSet bits = new BitSet(StatusReferences.LIST_BITS);
            indexes.forEach(bits::set);
            // the lowest bit of a byte comes first, in a BitSet as in the draft (4.1)
            byte[] bytes = Arrays.copyOf(bits.toByteArray(), StatusReferences.LIST_BITS / Byte.SIZE);
            return new Revoked(Base64.getUrlEncoder().withoutPadding().encodeToString(zlib(bytes)));
        }

        private static byte[] zlib(byte[] bytes) {
            ByteArrayOutputStream compressed = new ByteArrayOutputStream();
            Deflater best = new Deflater(Deflater.BEST_COMPRESSION);
            try (DeflaterOutputStream stream = new DeflaterOutputStream(compressed, best)) {
                stream.write(bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                best.end();
            }
            return compressed.toByteArray();
        }
    }

    /** How long a list may be cached: with the second that it may be old here, that is what the operator has set. */
    Duration ttl() {
        return ttl;
    }

    /** The token of a list; empty if there is no session in it yet. */
    Optional<Cacheable> list(long number) {
        Published present = published.compute(number, this::upToDate);
        return Optional.ofNullable(present).map(Published::token);
    }

    private @Nullable Published upToDate(long number, @Nullable Published last) {
        Instant now = clock.instant();
        if (last != null && age(last.readAt(), now).compareTo(KEPT) < 0) {
            return last;
        }
        return revoked.in(number)
                .map(bits -> refreshed(number, last, bits, now))
                .orElse(null);
    }

    private Published refreshed(long number, @Nullable Published last, Revoked bits, Instant now) {
        String kid = keys.signer().kid();
        if (last != null && last.says(bits, kid) && age(last.signedAt(), now).compareTo(life().dividedBy(2)) < 0) {
            return new Published(bits, kid, last.signedAt(), now, last.token());
        }
        return new Published(bits, kid, now, now, Cacheable.of(sign(number, bits, now)));
    }

    /** A clock that was put back makes a list as old as one that was put forward. */
    private static Duration age(Instant then, Instant now) {
        return Duration.between(then, now).abs();
    }

    private String sign(long number, Revoked bits, Instant now) {
        SigningKeys.Signer signer = keys.signer();
        return Jwt.claims()
                .subject(references.uri(number))
                .issuedAt(now)
                .expiresAt(now.plus(life()))
                .claim("ttl", ttl.toSeconds())
                .claim("status_list", Map.of("bits", 1, "lst", bits.lst()))
                .jws()
                .type("statuslist+jwt")
                .keyId(signer.kid())
                .algorithm(SignatureAlgorithm.fromAlgorithm(signer.algorithm()))
                .sign((PrivateKey) signer.key());
    }

    /** Its key is kept for tokens of at most a day (see the key room). */
    private Duration life() {
        Duration wanted = ttl.multipliedBy(LIFE_IN_TTLS);
        return wanted.compareTo(LONGEST_LIFE) < 0 ? wanted : LONGEST_LIFE;
    }
}
