package dev.latchkey.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/how-to-add.md names classes and tests that exist. */
class HowToAddTest {

    private static final Path PAGE = Path.of("docs/how-to-add.md");
    private static final Path MAIN = Path.of("src/main/java/dev/latchkey");
    private static final Path TESTS = Path.of("src/test/java/dev/latchkey");
    private static final Pattern CLASS = Pattern.compile("`((?:[a-z]+/)*[A-Z][A-Za-z]+)`");
    private static final Pattern RECIPE = Pattern.compile("^## (An? .*)$", Pattern.MULTILINE);
    private static final List<String> ASKED_FOR =
            List.of("A setting", "A table", "An audit event", "A command", "A way to sign in");

    @Test
    void everyClassThatIsNamedIsThere() {
        assertThat(CLASS.matcher(Pages.text(PAGE)).results())
                .extracting(name -> name.group(1) + ".java")
                // a class with its room, or a test of no room
                .filteredOn(file -> file.contains("/") || file.endsWith("Test.java"))
                .filteredOn(file -> !file.equals("HowToAddTest.java"))
                .hasSizeGreaterThan(25)
                .allMatch(file -> Files.exists(MAIN.resolve(file)) || Files.exists(TESTS.resolve(file)));
    }

    @Test
    void everyRecipeNamesItsTests() {
        List<String> recipes = RECIPE.matcher(Pages.text(PAGE))
                .results()
                .map(heading -> heading.group(1))
                .toList();

        assertThat(recipes).containsAll(ASKED_FOR);
        assertThat(recipes)
                .allSatisfy(recipe -> assertThat(Pages.section(PAGE, "## " + recipe))
                        .contains("\n1. ")
                        .contains("Held by `"));
    }
}
