package dev.latchkey.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.problem.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests which versions a header accepts. */
class IfMatchTest {

    /** Far more than a header can have; with one stack frame for each tag the stack would overflow. */
    private static final int MANY = 100_000;

    @Test
    void namesAnyNumberOfVersions() {
        String tags = "\"x\", ".repeat(MANY) + "\"7\"";

        assertThat(IfMatch.given(List.of(tags)).test(7)).isTrue();
        assertThat(IfMatch.given(List.of(tags)).test(8)).isFalse();
    }

    @Test
    void refusesAnyNumberOfTagsOfWhichTheLastIsNone() {
        assertThatThrownBy(() -> IfMatch.given(List.of("\"x\", ".repeat(MANY) + "7")))
                .isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "7", "\"7", "7\"", "W/7", "\"7\" \"8\"", "\"7\",", ",\"7\"", "\"\u0000\"", "*, \"7\"", "**"})
    void refusesWhatIsNoTag(String header) {
        assertThatThrownBy(() -> IfMatch.given(List.of(header))).isInstanceOf(ProblemException.class);
    }

    @Test
    void takesAWeakTagForNoVersion() {
        assertThat(IfMatch.given(List.of("W/\"7\"")).test(7)).isFalse();
    }
}
