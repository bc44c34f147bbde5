package dev.latchkey.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutputTest {

    private final ByteArrayOutputStream results = new ByteArrayOutputStream();
    private final ByteArrayOutputStream notes = new ByteArrayOutputStream();
    private final Output output = new Output(
            new PrintStream(results, true, StandardCharsets.UTF_8),
            new PrintStream(notes, true, StandardCharsets.UTF_8),
            true);

    /** The order of {@code Map.of} changes at every start; eight members are in order by chance once in 40,320 starts. */
    @Test
    void theMembersOfAMapAreInTheOrderOfTheirNames() {
        output.result(Map.of("h", 1, "g", 2, "f", 3, "e", 4, "d", 5, "c", 6, "b", 7, "a", 8), "");

        assertThat(results.toString(StandardCharsets.UTF_8).strip())
                .isEqualTo("{\"a\":8,\"b\":7,\"c\":6,\"d\":5,\"e\":4,\"f\":3,\"g\":2,\"h\":1}");
    }

    @Test
    void aRefusalBeginsWithItsCode() {
        output.refusal("unavailable", "The database cannot be reached.");

        assertThat(notes.toString(StandardCharsets.UTF_8).strip())
                .isEqualTo("{\"code\":\"unavailable\",\"message\":\"The database cannot be reached.\"}");
        assertThat(results.size()).isZero();
    }
}
