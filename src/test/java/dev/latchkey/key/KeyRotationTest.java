package dev.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.Database;
import dev.latchkey.HandTurnedClock;
import dev.latchkey.problem.ProblemException;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys through their states, with a clock that the test turns and the real database. */
@QuarkusTest
class KeyRotationTest {

    private static final Duration MAX_AGE = Duration.ofMinutes(5);
    private static final Duration LIFETIME = Duration.ofMinutes(30);
    private static final Duration STEP = Duration.ofSeconds(45);

    @Inject
    Database database;

    @Inject
    KeyEncryption encryption;

    @Inject
    StatelessSession stateless;

    private final HandTurnedClock clock = new HandTurnedClock();
    private StoredKeys stored;

    @BeforeEach
    void putTheServicesKeysAside() {
        stored = new StoredKeys(database);
        stored.putAside();
    }

    @AfterEach
    void putThemBack() {
        stored.putBack();
    }

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
            // also of one that has not looked yet: it is up to a step behind the others
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

    /** Some look, sometimes all at once; now and then one dies over it. */
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
        // in earnest nobody is further behind than a few seconds; here, than the step before
        replicas.get((replicas.indexOf(first) + 1) % 3).keys.look();
    }

    @Test
    void theNextKeyIsPublishedFromTheStartAndUsedWhenAllCanHaveIt() {
        SigningKeys keys = started(KeyAlgorithm.ES256);
        String first = keys.signer().kid();
        String next = kid("NEXT");
        assertThat(keys.jwks()).contains(first, next);

        assertThat(keys.rotate()).contains(clock.instant().plus(MAX_AGE).plusSeconds(60));
        assertThat(keys.signer().kid()).isEqualTo(first);
        clock.pass(MAX_AGE.plusSeconds(60));
        assertThat(keys.rotate()).isEmpty();

        assertThat(keys.signer().kid()).isEqualTo(next);
        assertThat(keys.verifier(first)).isPresent();
        clock.pass(Duration.ofHours(25).plusMinutes(4));
        look(keys);
        assertThat(keys.verifier(first)).isPresent();
        clock.pass(Duration.ofMinutes(1));
        look(keys);
        assertThat(keys.verifier(first)).isEmpty();
        assertThat(keys.jwks()).doesNotContain(first);
    }

    @Test
    void aRevokedKeyIsGoneAtOnceAndTheNextOneSigns() {
        SigningKeys keys = started(KeyAlgorithm.ES256);
        SigningKeys other = started(KeyAlgorithm.ES256);
        String leaked = keys.signer().kid();
        String next = kid("NEXT");

        assertThat(keys.revoke(leaked)).isTrue();

        assertThat(keys.verifier(leaked)).isEmpty();
        assertThat(keys.jwks()).doesNotContain(leaked).contains(next);
        assertThat(keys.signer().kid()).isEqualTo(next);
        look(other);
        assertThat(other.verifier(leaked)).isEmpty();
        assertThat(other.signer().kid()).isEqualTo(next);
        assertThat(database.text("select length(private_key) from signing_keys where kid = ?", leaked))
                .isEqualTo("0");
        assertThat(keys.revoke(leaked)).isFalse();
        assertThat(keys.revoke("rubbish")).isFalse();
        assertThat(keys.revoke(kid("NEXT"))).isTrue();
        assertThat(keys.signer().kid()).isEqualTo(next);
        assertThat(count("state = 'NEXT'")).isEqualTo(1);
    }

    @Test
    void anotherAlgorithmComesWithTheNextRotation() {
        SigningKeys before = started(KeyAlgorithm.ES256);
        String token = CachingVerifier.token(before.signer());
        String abandoned = kid("NEXT");
        CachingVerifier verifier = new CachingVerifier(clock, MAX_AGE);

        SigningKeys after = started(KeyAlgorithm.EDDSA);

        assertThat(after.signer().algorithm()).isEqualTo("ES256");
        assertThat(after.verifier(abandoned)).isEmpty();
        assertThat(after.algorithms()).containsExactly("ES256", "EdDSA");
        clock.pass(LIFETIME);
        look(after);
        assertThat(after.signer().algorithm()).isEqualTo("EdDSA");
        assertThat(verifier.fault(CachingVerifier.token(after.signer()), after)).isEmpty();
        assertThat(verifier.fault(token, after)).isEmpty();
    }

    @Test
    void whoeverHasNotHeardOfTheOthersForAnHourSignsNoMore() {
        SigningKeys alone = started(KeyAlgorithm.ES256);

        clock.pass(Duration.ofHours(1));
        assertThat(alone.signer()).isNotNull();
        clock.pass(Duration.ofSeconds(1));
        assertThatThrownBy(alone::signer)
                .isInstanceOfSatisfying(
                        ProblemException.class, refusal -> assertThat(refusal).hasMessage("unavailable"));
        look(alone);
        assertThat(alone.signer()).isNotNull();
    }

    private SigningKeys started(KeyAlgorithm algorithm) {
        SigningKeys keys = replica(algorithm).keys;
        look(keys);
        return keys;
    }

    private static void look(SigningKeys keys) {
        keys.look();
    }

    private Replica replica(KeyAlgorithm algorithm) {
        return new Replica(
                encryption, stateless, Replica.config(MAX_AGE, LIFETIME, algorithm, Optional.empty()), clock);
    }

    private String kid(String state) {
        return database.text("select kid from signing_keys where state = ?", state);
    }

    private int count(String condition) {
        return Integer.parseInt(database.text("select count(*) from signing_keys where " + condition));
    }
}
