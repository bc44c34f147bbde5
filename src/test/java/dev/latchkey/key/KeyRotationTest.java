package dev.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.problem.ProblemException;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Tests the states of keys with a clock that the test controls and the real database. */
@QuarkusTest
class KeyRotationTest extends KeyRotationLab {

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

    /** While there are no requests, replicas read the changes only every 30 s. */
    @Test
    void aReplicaThatWasQuietJudgesItsFirstTokenByWhatIsTrueNow() {
        SigningKeys keys = started(KeyAlgorithm.ES256);
        SigningKeys quiet = started(KeyAlgorithm.ES256);
        String leaked = keys.signer().kid();
        clock.pass(Duration.ofSeconds(10));

        assertThat(keys.revoke(leaked)).isTrue();

        quiet.lookAfterQuiet();
        assertThat(quiet.verifier(leaked)).isEmpty();
        assertThat(quiet.accessTokenSigner().kid()).isEqualTo(keys.signer().kid());
    }

    @Test
    void anotherAlgorithmComesWithTheNextRotation() {
        SigningKeys before = started(KeyAlgorithm.ES256);
        String token = CachingVerifier.token(before.signer());
        String abandoned = kid("NEXT");
        CachingVerifier verifier = new CachingVerifier(clock, MAX_AGE);

        SigningKeys after = started(KeyAlgorithm.EDDSA);

        // while replicas have different settings, none removes a key that another has just published
        assertThat(kid("NEXT")).isEqualTo(abandoned);
        clock.pass(MAX_AGE.plusSeconds(60));
        look(after);
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
    void replicasThatAreSetToDifferentAlgorithmsStillRotate() {
        SigningKeys one = started(KeyAlgorithm.ES256);
        SigningKeys other = started(KeyAlgorithm.EDDSA);
        Set<String> made = new HashSet<>();
        Set<String> used = new HashSet<>();

        for (int minute = 0; minute < 120; minute++) {
            clock.pass(Duration.ofMinutes(1));
            look(minute % 2 == 0 ? one : other);
            made.add(kid("NEXT"));
            used.add(kid("CURRENT"));
        }

        assertThat(made).hasSizeLessThan(2 * 120 / 6);
        assertThat(used).hasSizeGreaterThan(2);
        assertThat(count("state = 'GONE'")).isZero();
    }

    @Test
    void twoWhoRotateAtOnceAndOneWhoRevokesLeaveAKeyInUseAndTheNext() {
        SigningKeys one = started(KeyAlgorithm.ES256);
        SigningKeys other = started(KeyAlgorithm.ES256);
        String first = one.signer().kid();
        clock.pass(MAX_AGE.plusSeconds(60));

        CompletableFuture.allOf(
                        CompletableFuture.runAsync(one::rotate),
                        CompletableFuture.runAsync(other::rotate),
                        CompletableFuture.runAsync(() -> one.revoke(first)),
                        CompletableFuture.runAsync(one::look),
                        CompletableFuture.runAsync(one::look))
                .join();

        look(other);
        assertThat(count("state = 'CURRENT'")).isEqualTo(1);
        assertThat(count("state = 'NEXT'")).isEqualTo(1);
        assertThat(one.verifier(first)).isEmpty();
        assertThat(other.verifier(first)).isEmpty();
        assertThat(one.signer().kid())
                .isEqualTo(kid("CURRENT"))
                .isEqualTo(other.signer().kid());
    }

    @Test
    void aReplicaThatHangsWithTheLockKeepsNobodyFromServing() {
        SigningKeys keys = started(KeyAlgorithm.ES256);
        clock.pass(LIFETIME);

        QuarkusTransaction.requiringNew().run(() -> {
            stateless
                    .createNativeQuery(
                            "select cast(pg_advisory_xact_lock(" + KeyRotation.LOCK + ") as text)", String.class)
                    .getSingleResult();
            CompletableFuture.runAsync(() -> look(keys))
                    .orTimeout(5, TimeUnit.SECONDS)
                    .join();
            clock.pass(Duration.ofMinutes(59));
            assertThat(keys.signer()).isNotNull();
        });
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
        // the first read creates the current key, the second the next one
        look(keys);
        look(keys);
        return keys;
    }

    private static void look(SigningKeys keys) {
        keys.look();
    }

    private String kid(String state) {
        return database.text("select kid from signing_keys where state = ?", state);
    }
}
