package dev.latchkey.throttle;

import dev.latchkey.platform.CurrentCall;
import dev.latchkey.platform.RootSecret;
import dev.latchkey.platform.RootSecret.DerivedKey;
import dev.latchkey.platform.RootSecret.Purpose;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.problem.ProblemType;
import dev.latchkey.throttle.Bucket.State;
import dev.latchkey.throttle.Limit.By;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Counts attempts before they are made. Who reserves may try; who succeeds gives back; who fails does nothing more. What is counted
 * by is stored under a key of ours only, so that the table tells of no names and no addresses.
 *
 * <p>Safe for use by several threads.
 */
@ApplicationScoped
public class Throttle {

    private static final Logger LOG = Logger.getLogger(Throttle.class);

    private final boolean enabled;
    private final Buckets buckets;
    private final RateLimitHeaders headers;
    private final CurrentCall call;
    private final DerivedKey key;
    private final Timer reserving;
    private final Map<Limit, Counter> refused = new EnumMap<>(Limit.class);

    Throttle(
            ThrottleConfig config,
            Buckets buckets,
            RateLimitHeaders headers,
            CurrentCall call,
            RootSecret secret,
            MeterRegistry metrics) {
        this.enabled = config.enabled();
        this.buckets = buckets;
        this.headers = headers;
        this.call = call;
        this.key = secret.current(Purpose.THROTTLE);
        this.reserving = Timer.builder("latchkey.throttle.reserve")
                .description("how long it takes to count an attempt")
                .register(metrics);
        for (Limit limit : Limit.values()) {
            refused.put(
                    limit,
                    Counter.builder("latchkey.throttle.refused")
                            .description("attempts that a limit has refused")
                            .tag("limit", limit.policy())
                            .register(metrics));
        }
    }

    void warn(@Observes StartupEvent start) {
        if (!enabled && LaunchMode.current() == LaunchMode.NORMAL) {
            LOG.warn("latchkey.throttle.enabled is false: anybody may guess passwords as fast as they like");
        }
    }

    /**
     * Reserves one attempt with all of the limits, or with none if one of them has no room. The answer to the present call tells
     * what is left.
     *
     * @param limits the limits
     * @param who what they count by, but for the network
     * @return to be given back if the attempt succeeds
     * @throws ProblemException {@code throttled}
     */
    public Reservation reserve(Set<Limit> limits, Map<By, String> who) {
        if (!enabled) {
            return new Reservation(List.of());
        }
        List<Bucket> wanted =
                limits.stream().sorted().map(limit -> bucket(limit, who)).toList();
        List<State> states = Objects.requireNonNull(reserving.record(() -> buckets.reserve(wanted)));
        headers.tell(states);
        if (!states.stream().allMatch(State::reserved)) {
            throw refusal(states);
        }
        return new Reservation(states);
    }

    /**
     * Takes an attempt out of the count again: it has succeeded, or was not made after all. Within a transaction it becomes part of
     * that, and should be its last statement: other calls from the same network wait until it ends.
     *
     * @param reservation what {@link #reserve} has given; to be given back once
     */
    public void giveBack(Reservation reservation) {
        if (!reservation.states().isEmpty()) {
            buckets.giveBack(reservation.buckets());
            headers.tell(
                    reservation.states().stream().map(State::withoutReservation).toList());
        }
    }

    private ProblemException refusal(List<State> states) {
        List<State> full = states.stream().filter(State::isFull).toList();
        full.forEach(state -> refused(state.limit()).increment());
        double seconds = full.stream().mapToDouble(State::untilNext).max().orElse(1);
        return ProblemException.of(ProblemType.THROTTLED, Duration.ofMillis((long) Math.ceil(seconds * 1000)));
    }

    private Counter refused(Limit limit) {
        return Objects.requireNonNull(refused.get(limit));
    }

    private Bucket bucket(Limit limit, Map<By, String> who) {
        byte[][] parts = new byte[limit.keys().size() + 1][];
        int next = 0;
        parts[next++] = utf8(limit.policy());
        for (By each : limit.keys()) {
            parts[next++] = utf8(each == By.NETWORK ? call.network().orElse("") : given(who, each));
        }
        // half of an HMAC, which is what a uuid of PostgreSQL has room for
        ByteBuffer hash = ByteBuffer.wrap(Hmac.of(key, parts));
        return new Bucket(limit, new UUID(hash.getLong(), hash.getLong()));
    }

    private static String given(Map<By, String> who, By wanted) {
        return Objects.requireNonNull(who.get(wanted), () -> "not given: " + wanted);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
