package dev.latchkey.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** F12: the script beside the jar runs the service and its commands, from any directory. */
class ScriptIT {

    private static final Path FOLDER = Path.of("target", "quarkus-app").toAbsolutePath();
    private static final Path SCRIPT = FOLDER.resolve("latchkey");
    private static final String SECRET = "[A-Za-z0-9+/]{43}=\n";

    @TempDir
    Path directory;

    private record Outcome(int code, String output) {}

    @BeforeAll
    static void ofTheJar() {
        assumeThat(Artifact.isJar()).isTrue();
    }

    @Test
    void itRunsACommand() throws Exception {
        assertThat(run(Map.of(), SCRIPT, "secret", "new"))
                .satisfies(outcome -> assertThat(outcome.output()).matches(SECRET))
                .satisfies(outcome -> assertThat(outcome.code()).isZero());
    }

    @Test
    void itRunsByALinkOnThePath() throws Exception {
        Path link = Files.createSymbolicLink(directory.resolve("latchkey"), SCRIPT);

        assertThat(run(Map.of(), link, "secret", "new").output()).matches(SECRET);
    }

    @Test
    void itRunsInAFolderWithABlankInItsName() throws Exception {
        // hard links, because the jars are large
        Path copy = Path.of("target", "with a blank").toAbsolutePath();
        try (Stream<Path> files = Files.walk(FOLDER)) {
            for (Path file : files.toList()) {
                Path other = copy.resolve(FOLDER.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(other);
                } else {
                    Files.deleteIfExists(other);
                    Files.createLink(other, file);
                }
            }
        }

        assertThat(run(Map.of(), copy.resolve("latchkey"), "secret", "new").output())
                .matches(SECRET);
    }

    @Test
    void itRunsWithTheJavaOfThePathOrOfJavaHome() throws Exception {
        String home = System.getProperty("java.home");

        assertThat(run(Map.of("JAVA_HOME", home, "PATH", "/usr/bin:/bin"), SCRIPT, "secret", "new")
                        .output())
                .matches(SECRET);
        assertThat(run(Map.of("JAVA_HOME", "", "PATH", home + "/bin:/usr/bin:/bin"), SCRIPT, "secret", "new")
                        .output())
                .matches(SECRET);
        assertThat(run(Map.of("JAVA_HOME", "/nowhere", "PATH", home + "/bin:/usr/bin:/bin"), SCRIPT, "secret", "new")
                        .output())
                .matches(SECRET);
    }

    @Test
    void argumentsAndExitCodesPassThrough() throws Exception {
        assertThat(run(Map.of(), SCRIPT, "user", "lst").code()).isEqualTo(2);
        assertThat(run(Map.of(), SCRIPT, "config", "check").code()).isEqualTo(1);
        // a single argument, which the shell does not expand
        assertThat(run(Map.of(), SCRIPT, "webhook", "remove", "a b *").output()).contains("'a b *' is not an id");
    }

    /** Starts the packaged service as the README does. */
    @Test
    void withoutArgumentsItIsTheService() throws Exception {
        Matcher printed = Pattern.compile("`\\./mvnw package -DskipTests`, then `(\\S+)`\\) needs five")
                .matcher(Files.readString(Path.of("README.md")));
        assertThat(printed.find()).isTrue();
        Path script = Path.of(printed.group(1)).toAbsolutePath();

        assertThat(script).isEqualTo(SCRIPT);
        assertThat(run(Map.of(), script))
                .satisfies(outcome -> assertThat(outcome.output()).startsWith("Latchkey cannot start:"))
                .satisfies(outcome -> assertThat(outcome.code()).isEqualTo(1));
    }

    /** A shell that stays between them would not pass signals on. */
    @Test
    void nothingStaysBetweenTheCallerAndTheJvm() throws IOException {
        assertThat(Files.readAllLines(SCRIPT)).last().asString().startsWith("exec ");
    }

    private Outcome run(Map<String, String> environment, Path script, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("LATCHKEY_") || name.startsWith("QUARKUS_"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), output);
    }
}
