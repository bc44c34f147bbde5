package dev.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A day of rotations: three replicas, verifiers that cache for the maximum time, and a clock that the test controls. */
@QuarkusTest
class FiftyRotationsTest extends KeyRotationLab {

    private static final Duration STEP = Duration.ofSeconds(45);

    @Test
    void fiftyRotationsRefuseNoTokenAndSurpriseNoVerifier() {
        List<Replica> replicas =
                Stream.generate(() -> replica(KeyAlgorithm.ES256)).limit(3).toList();
        List<CachingVerifier> verifiers = Stream.generate(() -> new CachingVerifier(clock, MAX_AGE))
                .limit(4)
                .toList();
        Random chance = new Random(4);
        Deque<String> tokens = new ArrayDeque<>();
        Set<String> used = new HashSet<>();
        replicas.forEach(replica -> replica.keys.look());

        while (used.size() <= 50) {
            clock.pass(STEP);
            lookAround(replicas, chance);
            // including a replica that has not read the changes yet: it is up to one step behind the others
            Replica signing = replicas.get(chance.nextInt(3));
            used.add(signing.signer().kid());
            tokens.addLast(CachingVerifier.token(signing.signer()));
            if (tokens.size() > Duration.ofHours(24).dividedBy(STEP)) {
                tokens.removeFirst();
            }
            CachingVerifier verifier = verifiers.get(chance.nextInt(4));
            SigningKeys asked = replicas.get(chance.nextInt(3)).keys;
            assertThat(verifier.fault(tokens.getLast(), asked)).isEmpty();
            assertThat(verifier.fault(tokens.getFirst(), asked)).isEmpty();
        }

        // a day's keys and the next, and no more
        assertThat(count("state = 'RETIRING'")).isBetween(40, 52);
        assertThat(count("state in ('CURRENT', 'NEXT')")).isEqualTo(2);
    }

    /** Some replicas read the changes, sometimes all at once; now and then one dies during the read. */
    private static void lookAround(List<Replica> replicas, Random chance) {
        Replica first = replicas.get(chance.nextInt(3));
        switch (chance.nextInt(10)) {
            case 0 -> first.dieInTheMiddle();
            case 1, 2 ->
                CompletableFuture.allOf(replicas.stream()
                                .map(replica -> CompletableFuture.runAsync(replica.keys::look))
                                .toArray(CompletableFuture[]::new))
                        .join();
            default -> first.keys.look();
        }
        // in production, no replica is more than a few seconds behind; here, not more than one step
        replicas.get((replicas.indexOf(first) + 1) % 3).keys.look();
    }
}
