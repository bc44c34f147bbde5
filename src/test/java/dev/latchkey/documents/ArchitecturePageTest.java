package dev.latchkey.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.http.EdgeFilter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** ARCHITECTURE.md names the rooms and classes that exist, and lists the steps of a login as the code makes them. */
class ArchitecturePageTest {

    private static final Path PAGE = Path.of("ARCHITECTURE.md");
    private static final Path MAIN = Path.of("src/main/java/dev/latchkey");
    private static final Path TESTS = Path.of("src/test/java/dev/latchkey");
    private static final Pattern CLASS = Pattern.compile("`((?:[a-z]+/)+[A-Z]\\w*)(?:\\.\\w+)?`");
    private static final Pattern ROOM = Pattern.compile("^\\| [0-9.]+[a-z -]* \\| `([a-z]+)` \\|", Pattern.MULTILINE);
    private static final Pattern STEP =
            Pattern.compile("^\\|[^|]+\\| `([a-z]+/\\w+)`(?: `([^`]+)`)? \\|", Pattern.MULTILINE);
    private static final Pattern FILTER = Pattern.compile("[A-Z_]+");
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|//[^\n]*", Pattern.DOTALL);

    /** A call on a collaborator: on a private final field, by its name. */
    private static final Pattern FIELD = Pattern.compile("private final [\\w<>]+ (\\w+);");

    /** What these calls do is no step: they count, and write what was refused. */
    private static final List<String> BESIDE = List.of("metrics", "audit");

    private record Step(String type, String call) {}

    @Test
    void theRoomsAreThoseOfTheCode() throws IOException {
        List<String> named = ROOM.matcher(Pages.text(PAGE))
                .results()
                .map(row -> row.group(1))
                .toList();

        try (Stream<Path> folders = Files.list(MAIN)) {
            assertThat(named)
                    .containsExactlyInAnyOrderElementsOf(folders.filter(Files::isDirectory)
                            .map(room -> room.getFileName().toString())
                            .toList());
        }
    }

    @Test
    void theClassesAreThere() {
        assertThat(CLASS.matcher(Pages.text(PAGE)).results().map(name -> name.group(1)))
                .hasSizeGreaterThan(80)
                .allMatch(name ->
                        Files.exists(MAIN.resolve(name + ".java")) || Files.exists(TESTS.resolve(name + ".java")));
    }

    @Test
    void aLoginPassesTheFiltersInThisOrder() {
        assertThat(steps().stream()
                        .map(Step::call)
                        .filter(call -> FILTER.matcher(call).matches()))
                .containsExactlyElementsOf(
                        Stream.of(EdgeFilter.values()).map(Enum::name).toList());
    }

    @Test
    void eachClassMakesItsStepsInThisOrder() {
        Map<String, List<String>> byClass = new LinkedHashMap<>();
        steps().stream()
                .filter(step -> !step.call().isEmpty())
                .forEach(step -> byClass.computeIfAbsent(step.type(), each -> new ArrayList<>())
                        .add(step.call()));

        assertThat(byClass).hasSizeGreaterThan(8);
        byClass.forEach((type, calls) -> assertThat(code(type)).as(type).containsSubsequence(inCode(calls)));
    }

    @Test
    void noStepOfASignInIsLeftOut() {
        List<String> listed = steps().stream().map(Step::call).toList();

        for (String type : List.of("signin/SignIn", "signin/Completion", "signin/SignInAttempts")) {
            String code = code(type);
            List<String> fields = FIELD.matcher(code)
                    .results()
                    .map(field -> field.group(1))
                    .filter(field -> !BESIDE.contains(field))
                    .toList();
            assertThat(fields).as(type).isNotEmpty();
            for (String field : fields) {
                Matcher calls = Pattern.compile("(?<![\\w.])" + field + "\\.\\w+(?=\\()")
                        .matcher(code);
                assertThat(calls.results().map(MatchResult::group))
                        .as(type)
                        .isNotEmpty()
                        .allMatch(call -> listed.contains(call) || isDeviceToken(call));
            }
        }
    }

    /** {@code attempts.remember} is the step; the calls that write the token are its two ways. {@code giveBack} is listed as well. */
    private static boolean isDeviceToken(String call) {
        return List.of("devices.issue", "devices.issueFirst", "throttle.giveBack")
                .contains(call);
    }

    private static List<Step> steps() {
        List<Step> steps = STEP.matcher(Pages.section(PAGE, "## A login, step by step"))
                .results()
                .map(row -> new Step(row.group(1), row.group(2) == null ? "" : row.group(2)))
                .toList();
        assertThat(steps).hasSizeGreaterThan(30);
        return steps;
    }

    private static List<String> inCode(List<String> calls) {
        return calls.stream()
                .map(call -> FILTER.matcher(call).matches() ? "EdgeFilter." + call + ".register" : call)
                .toList();
    }

    private static String code(String type) {
        return COMMENT.matcher(Pages.text(MAIN.resolve(type + ".java"))).replaceAll("");
    }
}
