package dev.latchkey.userimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A name, text, number or depth of any size does not end the import of a JSON file. Text that is not JSON does, and the message tells its
 * place.
 */
@QuarkusTest
class LongTokensTest {

    private static final String LONG = "x".repeat(3_000_000);
    private static final String TOO_LONG = "refused 2 : must have at most 65,536 characters";

    @Inject
    ImportRows rows;

    static Stream<String> passedOver() {
        return Stream.of(
                "\"" + LONG + "\":1",
                "\"" + "\\u0041\\\"".repeat(400_000) + "\":{\"a\":[1]}",
                "\"picture\":\"" + LONG.repeat(7) + "\"",
                "\"picture\":\"" + "\\\\\\\"".repeat(2_000_000) + "\"",
                "\"n\":-1.0e" + "7".repeat(3_000_000),
                "\"deep\":" + "[".repeat(300_000) + "\"]\"" + "]".repeat(300_000),
                "\"deep\":" + "{\"\":[".repeat(200_000) + "]}".repeat(200_000));
    }

    @ParameterizedTest
    @MethodSource("passedOver")
    void whatIsNotAskedForIsPassedOverWhateverItsLength(String member) throws IOException {
        assertThat(read("[" + user("alice") + "," + user("bobby").replace("}", "," + member + "}") + "," + user("carol")
                        + "]"))
                .isEqualTo(List.of(
                        "alice verified active no-password",
                        "bobby verified active no-password",
                        "carol verified active no-password"));
    }

    /** With one user a line, the same applies to each line. */
    @ParameterizedTest
    @MethodSource("passedOver")
    void aLineMayBeOfAnyLength(String member) throws IOException {
        assertThat(read(user("alice") + "\n\n" + user("bobby").replace("}", "," + member + "}") + "\r\n"
                        + user("x").replace("}", "," + member) + "\n" + user("carol")))
                .isEqualTo(List.of(
                        "alice verified active no-password",
                        "bobby verified active no-password",
                        "refused 3 :  must be a JSON object",
                        "carol verified active no-password"));
    }

    static Stream<String> keptTexts() {
        return Stream.of(
                "\"password\":\"" + LONG.repeat(7) + "\"",
                "\"accounts\":[{\"" + LONG + "\":1}]",
                "\"salt\":" + "7".repeat(3_000_000),
                "\"credentials\":[\"" + LONG + "\"]");
    }

    @ParameterizedTest
    @MethodSource("keptTexts")
    void whatIsAskedForAndTooLongSpoilsItsUserOnly(String member) throws IOException {
        String spoilt = user("bobby").replace("}", "," + member + "}");

        assertThat(read("[" + user("alice") + "," + spoilt + "," + user("carol") + "]"))
                .hasSize(3)
                .contains("alice verified active no-password", "carol verified active no-password")
                .element(1)
                .satisfies(each -> assertThat(each.replace("  ", " ")).isEqualTo(TOO_LONG));
    }

    @Test
    void whatIsAskedForAndNestedTooDeepSpoilsItsUserOnly() throws IOException {
        String deep = ",\"accounts\":" + "[".repeat(2_000_000) + "]".repeat(2_000_000) + "}";

        assertThat(read("[" + user("bobby").replace("}", deep) + "," + user("carol") + "]"))
                .first()
                .asString()
                .contains("must have at most 32 levels");
    }

    /** 180 MB, in the heap of the tests. */
    @Test
    void memoryIsBoundedByNothingInTheFile() throws IOException {
        byte[] piece = "\\u0041".repeat(100_000).getBytes(StandardCharsets.US_ASCII);
        Stream<InputStream> endless = IntStream.range(0, 300).mapToObj(i -> new ByteArrayInputStream(piece));
        List<InputStream> file = Stream.of(
                        Stream.of(bytes("[" + user("alice") + ",{\"email\":\"")),
                        endless,
                        Stream.of(bytes("\"}," + user("carol") + "]")))
                .flatMap(each -> each)
                .toList();

        assertThat(new ExportReading(rows)
                        .read(
                                ExportReading.options(SourceSystem.AUTH0, null),
                                new SequenceInputStream(Collections.enumeration(file))))
                .hasSize(3)
                .last()
                .isEqualTo("carol@example.org verified active no-password");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\ufeff", " \r\n\r\n ", "\ufeff\n"})
    void aFaultIsToldWithItsPlace(String before) {
        String good = before + "[" + user("alice") + ",\n"
                + user("b\u00fc\ud83d\ude00bby").replace("}", ",\"x\":\"" + LONG + "\"},") + "\n  " + user("carol")
                + ",\n \"\u00fc\" ";
        String file = good + "#" + user("david") + "]" + " ".repeat(100_000);
        int bytes = good.getBytes(StandardCharsets.UTF_8).length;
        long line = good.chars().filter(each -> each == '\n').count() + 1;

        assertThatExceptionOfType(UnreadableExport.class)
                .isThrownBy(() -> read(file))
                .satisfies(end -> assertThat(end.code()).isEqualTo("file_malformed"))
                .withMessageContaining(
                        "after user 4: line %d, column 6 (behind byte %,d) is not JSON".formatted(line, bytes))
                .withMessageContaining("Correct it there and import the file again");
    }

    /** A text that is shortened stays invalid JSON if it was. */
    @Test
    void aLineEndInATextThatIsTooLongIsAFault() {
        assertThatExceptionOfType(UnreadableExport.class)
                .isThrownBy(() -> read("[" + user("alice") + ",{\"x\":\"" + LONG + "\n\"}," + user("carol") + "]"))
                .withMessageMatching("(?s).*after user 1: line 1, column (?:2,99|3,00).*");
    }

    private static String user(String name) {
        return "{\"email\":\"%s@example.org\",\"email_verified\":true}".formatted(name);
    }

    private List<String> read(String file) throws IOException {
        return new ExportReading(rows)
                .read(ExportReading.options(SourceSystem.AUTH0, null), bytes(file)).stream()
                        .map(each -> each.replace("@example.org", ""))
                        .toList();
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
