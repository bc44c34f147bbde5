package dev.latchkey.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** README is a front door: short, with figures that were measured and links to every page. */
class ReadmeTest {

    private static final Path README = Path.of("README.md");
    private static final Pattern ROW = Pattern.compile("^\\| (?!---)(.*) \\|$", Pattern.MULTILINE);
    private static final Pattern FIGURE = Pattern.compile("\\b\\d+(?:\\.\\d+)?(?![\\w.])");
    private static final Pattern SENTENCE_END = Pattern.compile("[.!?](\\s|$)");

    @Test
    void itBeginsWithOneSentenceAndSixBullets() {
        String[] blocks = Pages.text(README).split("\n\n", -1);

        assertThat(blocks[0]).isEqualTo("# Latchkey");
        assertThat(SENTENCE_END.matcher(blocks[1]).results()).hasSize(1);
        assertThat(blocks[2].lines().filter(line -> line.startsWith("- **"))).hasSize(6);
    }

    /** A picture of another host would tell that host who reads, and can show what is not true. */
    @Test
    void itShowsNoPictureOfAnotherHost() {
        assertThat(Pages.text(README)).doesNotContain("![").doesNotContain("<img");
    }

    @Test
    void itsStepsAreNumbered() {
        assertThat(Pages.section(README, "## Three steps to a verified token").lines())
                .filteredOn(line -> line.startsWith("###"))
                .extracting(line -> line.substring(0, 6))
                .containsExactly("### 1.", "### 2.", "### 3.");
    }

    /** Each figure of the tables stands in bench/README.md, in what a program printed. */
    @Test
    void everyFigureWasMeasured() {
        String measured = Pages.text(Path.of("bench/README.md"));
        List<String> figures = ROW.matcher(Pages.section(README, "## Benchmarks"))
                .results()
                .flatMap(row -> Arrays.stream(row.group(1).split(" \\| ", -1)).skip(1))
                .flatMap(cell -> FIGURE.matcher(cell).results())
                .map(MatchResult::group)
                .toList();

        assertThat(figures)
                .hasSizeGreaterThan(15)
                .allSatisfy(figure -> assertThat(measured).containsPattern("\\s" + Pattern.quote(figure) + "\\s"));
    }

    @Test
    void everyFolderIsOnTheMap() throws IOException {
        String map = Pages.section(README, "## What is where");
        try (Stream<Path> top = Files.list(Path.of(""))) {
            assertThat(top.filter(Files::isDirectory)
                            .map(Path::toString)
                            .filter(name -> !name.startsWith(".") && !name.matches("target|node_modules|secrets")))
                    .hasSizeGreaterThan(7)
                    .allSatisfy(folder -> assertThat(map).contains("| [`" + folder + "`]("));
        }
    }

    @Test
    void everyPageIsLinked() throws IOException {
        String text = Pages.text(README);

        assertThat(Pages.all())
                .filteredOn(page -> !page.equals(README))
                // decisions have an index of their own
                .filteredOn(page -> !page.startsWith("docs/adr") || page.endsWith("README.md"))
                .hasSizeGreaterThan(15)
                .allSatisfy(page -> assertThat(text).contains("](" + page + ")"));
    }
}
