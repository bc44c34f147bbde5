package dev.latchkey.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/glossary.md has each term once, with a source that it lists, in the order of the alphabet. */
class GlossaryTest {

    private static final Path PAGE = Path.of("docs/glossary.md");
    private static final Pattern TERM = Pattern.compile("^\\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\|$", Pattern.MULTILINE);
    private static final Pattern SOURCE = Pattern.compile("^\\| ([^|]+) \\| [^|]+ \\|$", Pattern.MULTILINE);
    private static final List<String> SECTIONS = List.of(
            "## Users and what they may do",
            "## Signing in",
            "## Sessions and tokens",
            "## Keys and documents",
            "## The code");

    @Test
    void everyTermIsThereOnceAndEachSectionIsSorted() {
        for (String section : SECTIONS) {
            assertThat(terms(section)).as(section).isSortedAccordingTo(String.CASE_INSENSITIVE_ORDER);
        }
        assertThat(SECTIONS.stream()
                        .flatMap(section -> terms(section).stream())
                        .flatMap(term -> Arrays.stream(term.split(", ", -1)))
                        .map(term -> term.toLowerCase(Locale.ROOT)))
                .hasSizeGreaterThan(50)
                .doesNotHaveDuplicates();
    }

    @Test
    void everyTermHasASourceThatIsListedAndEverySourceATerm() {
        String sources = Pages.text(PAGE).substring(0, Pages.text(PAGE).indexOf(SECTIONS.get(0)));
        List<String> listed = SOURCE.matcher(sources)
                .results()
                .map(row -> row.group(1))
                .filter(name -> !name.equals("source") && !name.startsWith("---"))
                .toList();

        assertThat(SECTIONS.stream()
                        .flatMap(GlossaryTest::rows)
                        .map(row -> row.group(3))
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(listed);
    }

    private static List<String> terms(String section) {
        return rows(section).map(row -> row.group(1)).toList();
    }

    private static Stream<MatchResult> rows(String section) {
        return TERM.matcher(Pages.section(PAGE, section))
                .results()
                .filter(row -> !row.group(1).equals("term") && !row.group(1).startsWith("---"));
    }
}
