package dev.latchkey.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** CHANGELOG.md is by version and kind, and docs/upgrading.md names every migration. */
class ChangelogTest {

    private static final Path CHANGELOG = Path.of("CHANGELOG.md");
    private static final Path UPGRADING = Path.of("docs/upgrading.md");
    private static final List<String> KINDS = List.of("Added", "Changed", "Deprecated", "Removed", "Fixed", "Security");
    private static final Pattern VERSION = Pattern.compile("Unreleased|\\d+\\.\\d+\\.\\d+ - \\d{4}-\\d{2}-\\d{2}");
    private static final Pattern KIND = Pattern.compile("^### (.*)$", Pattern.MULTILINE);
    private static final Pattern MIGRATIONS =
            Pattern.compile("^\\| (\\d+\\.\\d+\\.\\d+) \\| V(\\d+) to V(\\d+) \\|$", Pattern.MULTILINE);
    private static final Pattern MIGRATION = Pattern.compile("^V(\\d+)__");

    @Test
    void everyVersionHasItsKindsOnceAndInOneOrder() {
        List<String> versions = Arrays.stream(Pages.text(CHANGELOG).split("(?m)^## ", -1))
                .skip(1)
                .toList();

        assertThat(versions).isNotEmpty().allSatisfy(version -> {
            assertThat(version.lines().findFirst()).get().asString().matches(VERSION);
            List<String> kinds =
                    KIND.matcher(version).results().map(kind -> kind.group(1)).toList();
            assertThat(kinds)
                    .doesNotHaveDuplicates()
                    .containsExactlyElementsOf(
                            KINDS.stream().filter(kinds::contains).toList());
        });
    }

    @Test
    void everyMigrationBelongsToAVersion() throws IOException {
        List<MatchResult> rows =
                MIGRATIONS.matcher(Pages.text(UPGRADING)).results().toList();
        List<Integer> named = rows.stream()
                .flatMap(row -> IntStream.rangeClosed(Integer.parseInt(row.group(2)), Integer.parseInt(row.group(3)))
                        .boxed())
                .toList();

        assertThat(named).isNotEmpty().doesNotHaveDuplicates();
        assertThat(named).containsAll(migrations());
        assertThat(named.get(named.size() - 1))
                .isEqualTo(migrations().stream().max(Integer::compare).orElseThrow());
    }

    @Test
    void everyVersionSaysWhatToDo() {
        String page = Pages.text(UPGRADING);

        assertThat(MIGRATIONS.matcher(page).results().map(row -> row.group(1)))
                .isNotEmpty()
                .allSatisfy(version -> assertThat(page).contains("\n### To " + version + "\n"));
    }

    private static List<Integer> migrations() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/db/migration"))) {
            return files.flatMap(file ->
                            MIGRATION.matcher(file.getFileName().toString()).results())
                    .map(name -> Integer.parseInt(name.group(1)))
                    .collect(Collectors.toList());
        }
    }
}
