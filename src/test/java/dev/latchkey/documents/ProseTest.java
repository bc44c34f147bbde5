package dev.latchkey.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Prose files have short lines, and use the words of docs/glossary.md for users. */
class ProseTest {

    private static final int COLUMNS = 100;

    private static final Pattern CODE_SPAN = Pattern.compile("`[^`]*`");
    private static final Pattern TARGET = Pattern.compile("\\]\\([^)]*\\)");
    private static final Pattern INDENT = Pattern.compile("^\\s*(?:[-*]|\\d+\\.)?\\s*");
    private static final Pattern AVOIDED = Pattern.compile(
            "\\b(nobody|somebody|anybody|everybody|whoever|whomever|strangers?|people|persons?|likewise|of late|a moment ago)\\b",
            Pattern.CASE_INSENSITIVE);

    @Test
    void linesEndAtAHundredColumns() throws IOException {
        List<String> tooLong = prose().flatMap(page -> lines(Pages.withoutCode(page), page))
                .filter(line -> isTooLong(line.substring(line.indexOf(": ") + 2)))
                .toList();

        assertThat(tooLong).isEmpty();
    }

    @Test
    void usersAreUsers() throws IOException {
        List<String> found = prose().flatMap(page -> lines(onlyProse(Pages.withoutCode(page)), page))
                .filter(line ->
                        AVOIDED.matcher(line.substring(line.indexOf(": ") + 2)).find())
                .toList();

        assertThat(found).isEmpty();
    }

    @Test
    void allPagesAreRead() throws IOException {
        assertThat(prose()).hasSizeGreaterThan(35);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Whoever calls is counted.",
                "It tells nobody.",
                "A [person](people.md) signs in.",
                "- **People** sign in again.",
            })
    void wordsToAvoidAreSeen(String line) {
        assertThat(AVOIDED.matcher(onlyProse(line)).find()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"`person_changed` is a code.", "See [users](moving-people.md).", "Personal data is deleted."})
    void codeAndTargetsOfLinksAreNoProse(String line) {
        assertThat(AVOIDED.matcher(onlyProse(line)).find()).isFalse();
    }

    @Test
    void aLongLineIsSeenUnlessItCannotBeBroken() {
        String word = "x".repeat(60);

        assertThat(isTooLong(word + " " + word)).isTrue();
        assertThat(isTooLong("- " + word + " `" + word + "`")).isTrue();
        assertThat(isTooLong("  - `" + word + " " + word + "`")).isFalse();
        assertThat(isTooLong("| " + word + " | " + word + " |")).isFalse();
        assertThat(isTooLong("é".repeat(COLUMNS))).isFalse();
    }

    private static Stream<Path> prose() throws IOException {
        return Pages.all().stream();
    }

    private static Stream<String> lines(String text, Path page) {
        List<String> lines = text.lines().toList();
        return IntStream.range(0, lines.size()).mapToObj(i -> page + ":" + (i + 1) + ": " + lines.get(i));
    }

    private static boolean isTooLong(String line) {
        return line.codePointCount(0, line.length()) > COLUMNS
                && !line.startsWith("|")
                && CODE_SPAN
                        .matcher(INDENT.matcher(line).replaceFirst(""))
                        .replaceAll("code")
                        .contains(" ");
    }

    /** Without spans of code, which may go over the end of a line, and without the targets of links. */
    private static String onlyProse(String text) {
        return TARGET.matcher(CODE_SPAN.matcher(text).replaceAll("code")).replaceAll("](target)");
    }
}
