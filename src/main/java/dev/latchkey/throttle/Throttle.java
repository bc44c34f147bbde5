package dev.latchkey.throttle;

import dev.latchkey.crypto.Hmac;
import dev.latchkey.crypto.RootSecret;
import dev.latchkey.crypto.RootSecret.DerivedKey;
import dev.latchkey.crypto.RootSecret.Purpose;
import dev.latchkey.http.CurrentCall;
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
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Counts attempts before they are made. A caller reserves before an attempt and gives the reservation back if it succeeds; after a failure
 * it does nothing. Keys are stored as MACs, so that the table reveals no names and no addresses.
 *
 * <p>Safe for use by several threads.
 */
@ApplicationScoped
public class Throttle {

    private static final Logger LOG = Logger.getLogger(Throttle.class);

    private final boolean enabled;
    private final Budgets budgets;
    private final Buckets buckets;
    private final RateLimitHeaders headers;
    private final CurrentCall call;
    private final DerivedKey key;
    private final Timer reserving;
    private final Map<Limit, Counter> refused = new EnumMap<>(Limit.class);

    Throttle(
            ThrottleConfig config,
            Budgets budgets,
            Buckets buckets,
            RateLimitHeaders headers,
            CurrentCall call,
            RootSecret secret,
            MeterRegistry metrics) {
        this.enabled = config.enabled();
        this.budgets = budgets;
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
        if (budgets.letOneNetworkKeepAnAccountFull()) {
            LOG.warn(
                    "latchkey.throttle.login allows as much as latchkey.throttle.login-account: one network alone can keep"
                            + " the owner of an account from signing in on a new device. Make it smaller or slower.");
        }
    }

    /**
     * Reserves one attempt with all limits, or with none if one of them is used up. The response to the present request tells what is left.
     *
     * @param limits the limits
     * @param who the values that they count by, except the network
     * @return the reservation, to be given back if the attempt succeeds
     * @throws ProblemException {@code throttled}
     */
    public Reservation reserve(Set<Limit> limits, Map<By, String> who) {
        if (!enabled) {
            return Reservation.none();
        }
        List<State> states = count(limits, who);
        headers.tell(states);
        if (!states.stream().allMatch(State::reserved)) {
            throw refusal(states);
        }
        return new Reservation(states);
    }

    /**
     * As {@link #reserve}, but the response does not reveal it.
     *
     * @param limits the limits
     * @param who the values that they count by, except the network
     * @return the reservation, to be given back if the attempt succeeds; empty if a limit is used up
     */
    public Optional<Reservation> reserveUntold(Set<Limit> limits, Map<By, String> who) {
        if (!enabled) {
            return Optional.of(Reservation.none());
        }
        List<State> states = count(limits, who);
        if (!states.stream().allMatch(State::reserved)) {
            full(states);
            return Optional.empty();
        }
        return Optional.of(new Reservation(states));
    }

    /**
     * Gives back an attempt that succeeded or was not made. Within a transaction it is part of it, and should be its last statement,
     * because other requests from the same network wait until the transaction ends.
     *
     * @param reservation the result of {@link #reserve}; to be given back once
     */
    public void giveBack(Reservation reservation) {
        giveBack(reservation, EnumSet.allOf(Limit.class));
    }

    /**
     * As {@link #giveBack(Reservation)}, for some of the limits; the others still count the attempt.
     *
     * @param reservation the result of {@link #reserve}
     * @param limits the limits that give it back
     */
    public void giveBack(Reservation reservation, Set<Limit> limits) {
        List<Bucket> given = reservation.states().stream()
                .map(State::bucket)
                .filter(bucket -> limits.contains(bucket.limit()))
                .toList();
        if (!given.isEmpty()) {
            buckets.giveBack(given);
            headers.tell(reservation.states().stream()
                    .map(state -> limits.contains(state.limit()) ? state.withoutReservation() : state)
                    .toList());
        }
    }

    private List<State> count(Set<Limit> limits, Map<By, String> who) {
        List<Bucket> wanted =
                limits.stream().sorted().flatMap(limit -> bucketsOf(limit, who)).toList();
        return Objects.requireNonNull(reserving.record(() -> buckets.reserve(wanted)));
    }

    /** Returns the full buckets, and counts each of their limits once in the metrics. */
    private List<State> full(List<State> states) {
        List<State> full = states.stream().filter(State::isFull).toList();
        full.stream()
                .map(State::limit)
                .distinct()
                .forEach(limit -> refused(limit).increment());
        return full;
    }

    private ProblemException refusal(List<State> states) {
        double seconds =
                full(states).stream().mapToDouble(State::untilNext).max().orElse(1);
        return ProblemException.of(ProblemType.THROTTLED, Duration.ofMillis((long) Math.ceil(seconds * 1000)));
    }

    private Counter refused(Limit limit) {
        return Objects.requireNonNull(refused.get(limit));
    }

    /** Returns the buckets of a limit: one, or if it counts by network, one for each of the network and the blocks around it. */
    private Stream<Bucket> bucketsOf(Limit limit, Map<By, String> who) {
        if (!limit.isOfNetwork()) {
            return Stream.of(bucket(limit, 0, "", who));
        }
        List<String> networks = call.networks();
        return networks.isEmpty()
                ? Stream.of(bucket(limit, 0, "", who))
                : IntStream.range(0, networks.size()).mapToObj(level -> bucket(limit, level, networks.get(level), who));
    }

    private Bucket bucket(Limit limit, int level, String network, Map<By, String> who) {
        byte[][] parts = new byte[limit.keys().size() + 1][];
        int next = 0;
        parts[next++] = utf8(limit.policy());
        for (By each : limit.keys()) {
            parts[next++] = utf8(each == By.NETWORK ? network : given(who, each));
        }
        // the first half of the HMAC, which fits in a PostgreSQL uuid
        ByteBuffer hash = ByteBuffer.wrap(Hmac.SHA_256.ofFramed(key, parts));
        String policy = level == 0
                ? limit.policy()
                : limit.policy() + network.substring(network.indexOf('/')).replace('/', '-');
        return new Bucket(limit, budgets.of(limit, level), policy, level > 0, new UUID(hash.getLong(), hash.getLong()));
    }

    private static String given(Map<By, String> who, By wanted) {
        return Objects.requireNonNull(who.get(wanted), () -> "not given: " + wanted);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
