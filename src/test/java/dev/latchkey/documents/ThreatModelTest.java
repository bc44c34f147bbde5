package dev.latchkey.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/threat-model.md names no control without a test, and leaves no asset and no actor out. */
class ThreatModelTest {

    private static final Path PAGE = Path.of("docs/threat-model.md");
    private static final Path TESTS = Path.of("src/test/java/dev/latchkey");
    private static final Pattern THREAT = Pattern.compile("^\\| (T\\d+) \\|(.*)\\|$", Pattern.MULTILINE);
    private static final Pattern LISTED = Pattern.compile("^\\| ([AB]\\d+) \\|", Pattern.MULTILINE);
    private static final Pattern EVIDENCE = Pattern.compile("`((?:[a-z]+/)*[A-Z][A-Za-z]+(?:Test|IT))`");

    @Test
    void everyThreatHasAControlAndATestThatExists() {
        assertThat(threats()).hasSizeGreaterThan(35).allSatisfy(threat -> {
            List<String> cells = cells(threat);
            assertThat(cells).hasSize(5).noneMatch(String::isBlank);
            List<MatchResult> tests = EVIDENCE.matcher(cells.get(4)).results().toList();
            assertThat(tests).as(threat.group()).hasSize(cells.get(4).split(", ", -1).length);
            assertThat(tests)
                    .allSatisfy(test ->
                            assertThat(TESTS.resolve(test.group(1) + ".java")).exists());
        });
    }

    @Test
    void threatsAreNumberedInTheirOrder() {
        assertThat(threats()).extracting(threat -> threat.group(1)).doesNotHaveDuplicates();
        assertThat(threats()).first().extracting(threat -> threat.group(1)).isEqualTo("T1");
        assertThat(threats())
                .last()
                .extracting(threat -> threat.group(1))
                .isEqualTo("T" + threats().size());
    }

    @Test
    void everyAssetAndActorHasAThreatAndNoOtherIsNamed() {
        Set<String> named = threats().stream()
                .flatMap(threat -> cells(threat).subList(1, 3).stream())
                .flatMap(cell -> Arrays.stream(cell.split(", ", -1)))
                .collect(Collectors.toSet());

        assertThat(LISTED.matcher(Pages.text(PAGE)).results().map(row -> row.group(1)))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(named);
    }

    private static List<MatchResult> threats() {
        return THREAT.matcher(Pages.text(PAGE)).results().toList();
    }

    /** Threat, asset, actor, control, tests. */
    private static List<String> cells(MatchResult threat) {
        return Arrays.stream(threat.group(2).split("\\|", -1))
                .map(String::strip)
                .toList();
    }
}
