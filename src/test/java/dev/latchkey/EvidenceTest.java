package dev.latchkey;

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

/** SECURITY.md promises nothing without a test that tries to break it. */
class EvidenceTest {

    private static final Path TESTS = Path.of("src/test/java/dev/latchkey");
    private static final Pattern EVIDENCE = Pattern.compile("`((?:[a-z]+/)*[A-Z][A-Za-z]+(?:Test|IT))#([A-Za-z0-9]+)`");

    @Test
    void everyTestThatSecurityNamesIsThere() throws IOException {
        List<MatchResult> named = EVIDENCE.matcher(promises()).results().toList();

        assertThat(named).hasSizeGreaterThan(40);
        for (MatchResult each : named) {
            Path file = TESTS.resolve(each.group(1) + ".java");
            assertThat(file).exists();
            assertThat(methodWithAnnotations(Files.readString(file), each.group(2)))
                    .as(each.group())
                    .containsAnyOf("@Test", "@ParameterizedTest", "@RepeatedTest");
        }
    }

    @Test
    void everyPromiseNamesATest() throws IOException {
        List<String> promises = Arrays.stream(promises().split("\n(?=- |#|<!--)"))
                .filter(each -> each.startsWith("- "))
                .toList();

        assertThat(promises)
                .hasSizeGreaterThan(20)
                .allMatch(each -> EVIDENCE.matcher(each).find());
    }

    @Test
    void noMigrationMakesAUser() throws IOException {
        try (Stream<Path> migrations = Files.list(Path.of("src/main/resources/db/migration"))) {
            for (Path each : migrations.toList()) {
                assertThat(Files.readString(each)).doesNotContainPattern("(?i)insert\\s+into\\s+(users|user_roles)\\b");
            }
        }
    }

    /** From the empty line before a method to its name. */
    private static String methodWithAnnotations(String code, String name) {
        int method = code.indexOf(" void " + name + "(");
        return method < 0 ? "" : code.substring(code.lastIndexOf("\n\n", method), method);
    }

    private static String promises() throws IOException {
        String page = Files.readString(Path.of("SECURITY.md"));
        return page.substring(page.indexOf("## What is promised"), page.indexOf("## What is not promised"));
    }
}
