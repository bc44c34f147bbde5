package dev.latchkey.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The headers of a problem. */
class ProblemWriterTest {

    @ParameterizedTest
    @EnumSource(
            value = ProblemType.class,
            names = {"THROTTLED", "BUSY", "UNAVAILABLE"})
    void everyRefusalThatPassesSaysWhenToTryAgain(ProblemType type) {
        assertThat(ProblemWriter.headers(Problem.of(type))).containsEntry("Retry-After", "2");
        assertThat(ProblemWriter.headers(new Problem(type, null, List.of(), Duration.ofMillis(6_001))))
                .containsEntry("Retry-After", "7");
    }

    @ParameterizedTest
    @EnumSource(ProblemType.class)
    void noOtherRefusalDoesUnlessItIsTold(ProblemType type) {
        boolean passes = type.status() == 429 || type.status() == 503;

        assertThat(ProblemWriter.headers(Problem.of(type)).containsKey("Retry-After"))
                .isEqualTo(passes);
    }
}
