package dev.latchkey.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** F12: the script, the file of options and the image's entry point start the same JVM. */
class JvmOptionsTest {

    private static final Path DOCKER = Path.of("src", "main", "docker");
    private static final Pattern OPTION = Pattern.compile("-X[A-Za-z:]\\S*?(?=[\\s\",]|$)");

    @Test
    void aCommandHasTheSameOptionsInBothWays() throws IOException {
        assertThat(options(script("jar \"$home/quarkus-run.jar\" \"$@\"")))
                .isEqualTo(options(Files.readString(DOCKER.resolve("command"))))
                .contains("-XX:TieredStopAtLevel=1", "-Xmx96m");
    }

    @Test
    void theServiceHasThoseOfTheEntryPoint() throws IOException {
        String dockerfile = Files.readString(DOCKER.resolve("Dockerfile.jvm"));
        Set<String> entryPoint = options(dockerfile.substring(dockerfile.indexOf("ENTRYPOINT")));

        assertThat(options(script("jar \"$home/quarkus-run.jar\""))).isEqualTo(entryPoint);
        // and the cache is made with the same options
        assertThat(options(dockerfile.substring(
                        dockerfile.indexOf("-Dtested.jvm-options"),
                        dockerfile.indexOf("dev.latchkey.packaged.Training"))))
                .containsAll(entryPoint);
    }

    /**
     * Java 25 prints four lines of warnings about Netty before the program's own output, and Java 17 does not know the option against it.
     */
    @Test
    void theJvmDoesNotWarnOfNetty() throws IOException {
        String allowed = "--sun-misc-unsafe-memory-access=allow";
        String dockerfile = Files.readString(DOCKER.resolve("Dockerfile.jvm"));

        assertThat(dockerfile.substring(dockerfile.indexOf("ENTRYPOINT"))).contains("\"" + allowed + "\", ");
        assertThat(dockerfile.substring(0, dockerfile.indexOf("ENTRYPOINT"))).contains(" " + allowed + "\" \\\n");
        assertThat(Files.readAllLines(DOCKER.resolve("command"))).contains(allowed);
        assertThat(Files.readString(Path.of("src", "main", "dist", "latchkey")))
                .contains("\nset -- -XX:+IgnoreUnrecognizedVMOptions " + allowed + " \"$@\"\n");
    }

    /** JDK 25 would write warnings about its cache to the standard output, among the JSON of the log and of commands. */
    @Test
    void theJvmDoesNotWarnOfItsCache() throws IOException {
        for (String file : List.of("docker/Dockerfile.jvm", "docker/command", "dist/latchkey")) {
            String text = Files.readString(Path.of("src", "main").resolve(file));
            Matcher cache = Pattern.compile("-XX:AOTCache=\\S+").matcher(text);

            assertThat(cache.results().map(found -> text.substring(found.end())))
                    .isNotEmpty()
                    .allMatch(rest -> rest.matches("(?s)[\\s\",]*-Xlog:aot=error,aot\\+codecache\\+stubs=error.*"));
        }
    }

    /** Docker's --tmpfs permits no programs, so AWS-LC cannot unpack its library in a container. */
    @Test
    void theServiceLoadsAwsLcFromTheImage() throws IOException {
        String dockerfile = Files.readString(DOCKER.resolve("Dockerfile.jvm"));
        String path = "-Djava.library.path=/opt/latchkey/native";

        assertThat(dockerfile.substring(dockerfile.indexOf("ENTRYPOINT"))).contains("\"" + path + "\", ");
        // the cache's training loads it too
        assertThat(dockerfile.substring(0, dockerfile.indexOf("ENTRYPOINT"))).contains(" " + path + " ");
        String image = dockerfile.substring(dockerfile.lastIndexOf("\nFROM "));
        assertThat(image).contains("WORKDIR /opt/latchkey\n", "COPY --from=runtime --chown=0:0 /opt/aws-lc/ native/\n");
        for (String machine : List.of("x86_64", "aarch64")) {
            assertThat(Files.readString(Path.of("pom.xml"))).contains("/aws-lc/" + machine + "</outputDirectory>");
        }
    }

    /** Returns the line of the script with this end. */
    private static String script(String end) throws IOException {
        return Files.readAllLines(Path.of("src", "main", "dist", "latchkey")).stream()
                .filter(line -> line.endsWith(end))
                .findFirst()
                .orElseThrow();
    }

    /** Returns all options except those of the cache, which the script adds if there is one. */
    private static Set<String> options(String text) {
        Set<String> options = new TreeSet<>();
        OPTION.matcher(text).results().forEach(match -> options.add(match.group()));
        options.removeIf(option -> option.startsWith("-XX:AOTCache") || option.startsWith("-Xlog:aot"));
        assertThat(options).isNotEmpty();
        return options;
    }
}
