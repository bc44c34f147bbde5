package dev.latchkey.timing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.password.HasherSwitch;
import dev.latchkey.password.PasswordHasher;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Neither the service's answers nor their times reveal who has an account. */
@QuarkusTest
@TestProfile(NoOracleTest.LowCost.class)
class NoOracleTest {

    /** Samples of each kind. More samples detect a smaller difference: {@code -Dgate.samples=20000}. */
    private static final int SAMPLES = Integer.getInteger("gate.samples", 2000);

    private static final int FEW_SAMPLES = 500;
    private static final int WARM_UP = 300;

    private Wire wire;

    @Inject
    People people;

    @Inject
    HasherSwitch hashers;

    /** Makes bcrypt take about 1 ms: next to 80 ms, a small difference elsewhere would be harder to see. */
    public static final class LowCost implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "latchkey.password.cost", "5",
                    // a line for each login, as usual, written to a file so that a line costs what it costs in
                    // production
                    "quarkus.log.console.enabled", "false",
                    "quarkus.log.file.enabled", "true",
                    "quarkus.log.file.path", "target/no-oracle.log");
        }
    }

    @BeforeEach
    void connect() throws IOException {
        wire = new Wire(RestAssured.port);
    }

    @AfterEach
    void hangUp() throws IOException {
        wire.close();
    }

    @Test
    void aRefusedLoginDoesNotTellWhoIsThere() throws IOException {
        assertThat(differing(SAMPLES, people.withAPassword())).isEmpty();
    }

    @Test
    void norDoesOneWithAnOverLongPassword() throws IOException {
        assertThat(differing(SAMPLES, people.withAnOverLongPassword())).isEmpty();
    }

    @Test
    void norDoesOneWithAPasswordOfSeveralForms() throws IOException {
        assertThat(differing(SAMPLES, people.withAPasswordOfSeveralForms())).isEmpty();
    }

    @Test
    void registeringDoesNotTellWhoseAnAddressIs() throws IOException {
        List<Gate.Kind> kinds = people.whoRegister();
        UnaryOperator<String> comparable =
                answer -> answer.replaceAll("\"(id|username|email|createdAt|updatedAt)\":\"[^\"]*\"", "\"$1\":\"\"")
                        // a time that happens to end in zeros has fewer digits
                        .replaceFirst("(?i)content-length: \\d+", "");
        Gate gate = new Gate(wire, SAMPLES, comparable);
        gate.warmUp(WARM_UP, kinds);

        assertThat(gate.differing(kinds)).isEmpty();
    }

    @Test
    void theGateShutsWithoutTheDummyWork() throws IOException {
        QuarkusMock.installMockForType(hashers.withoutDummyWork(), PasswordHasher.class);

        assertThat(differing(FEW_SAMPLES, List.of(people.somebody(), people.nobody())))
                .containsExactly("nobody");
    }

    @Test
    void theGateShutsForLessThanTheDummyWork() throws IOException {
        List<String> differing = List.of();
        // 0.2 ms if the machine is otherwise idle, more if it is busy
        long planted = 200_000;
        for (; differing.isEmpty() && planted < 2_000_000; planted *= 2) {
            System.out.printf("planted: %d µs%n", planted / 1000);
            QuarkusMock.installMockForType(hashers.hesitating(planted), PasswordHasher.class);
            differing = differing(FEW_SAMPLES * 2, List.of(people.somebody(), people.nobody()));
        }

        assertThat(differing).containsExactly("nobody");
    }

    private List<String> differing(int samples, List<Gate.Kind> kinds) throws IOException {
        Gate gate = new Gate(wire, samples, UnaryOperator.identity());
        gate.warmUp(WARM_UP, kinds);
        return gate.differing(kinds);
    }
}
