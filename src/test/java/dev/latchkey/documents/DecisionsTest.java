package dev.latchkey.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each page of docs/adr has one decision in the agreed form, and the index has each page. */
class DecisionsTest {

    private static final Path FOLDER = Path.of("docs/adr");
    private static final Pattern HEAD = Pattern.compile("# (\\d+)\\. (.+)\\R{2}"
            + "- Status: (proposed|accepted|superseded)\\b.*\\R(?:  .+\\R)?"
            + "- Date: (\\d{4}-\\d{2}-\\d{2}).*\\R{2}");
    private static final Pattern HEADING = Pattern.compile("^##+ (.*)$", Pattern.MULTILINE);

    @Test
    void everyDecisionHasTheSameParts() throws IOException {
        for (Path page : pages()) {
            assertThat(head(page).lookingAt()).as(page.toString()).isTrue();
            assertThat(HEADING.matcher(Pages.text(page)).results().map(heading -> heading.group(1)))
                    .as(page.toString())
                    .containsExactly("Question", "Decision", "Alternatives rejected", "Costs");
        }
    }

    @Test
    void everyQuestionIsOneAndEveryAlternativeHasAReason() throws IOException {
        for (Path page : pages()) {
            assertThat(Pages.section(page, "## Question")).as(page.toString()).contains("?");
            assertThat(Pages.section(page, "## Alternatives rejected").strip().split("\n(?=- )", -1))
                    .as(page.toString())
                    .isNotEmpty()
                    .allSatisfy(alternative ->
                            assertThat(alternative).startsWith("- *").hasSizeGreaterThan(40));
        }
    }

    @Test
    void numbersHaveNoGap() throws IOException {
        List<Path> pages = pages();

        assertThat(pages.stream().map(page -> page.getFileName().toString().substring(0, 4)))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, pages.size())
                        .mapToObj(number -> "%04d".formatted(number))
                        .toList());
    }

    @Test
    void theIndexSaysOfEachPageWhatThePageSays() throws IOException {
        List<String> rows = Pages.text(FOLDER.resolve("README.md"))
                .lines()
                .filter(line -> line.matches("\\| \\d+ .*"))
                .toList();

        assertThat(rows)
                .containsExactlyElementsOf(
                        pages().stream().map(DecisionsTest::row).toList());
    }

    private static String row(Path page) {
        Matcher head = head(page);
        assertThat(head.lookingAt()).as(page.toString()).isTrue();
        return "| %s | [%s](%s) | %s | %s |"
                .formatted(head.group(1), head.group(2), page.getFileName(), head.group(3), head.group(4));
    }

    private static Matcher head(Path page) {
        return HEAD.matcher(Pages.text(page));
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.getFileName().toString().matches("\\d{4}-[a-z0-9-]+\\.md"))
                    .sorted()
                    .toList();
        }
    }
}
