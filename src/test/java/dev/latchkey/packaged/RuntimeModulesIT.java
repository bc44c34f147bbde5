package dev.latchkey.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The image's JVM has the modules that the packaged jars refer to, so that a new dependency fails here and not in a container. */
class RuntimeModulesIT {

    private static final Path DOCKERFILE = Path.of("src", "main", "docker", "Dockerfile.jvm");

    /** Libraries that bring compilers' plugins along, which the service never calls: the module that is missing, and the jars. */
    private static final Map<String, Set<String>> LEFT_OUT = Map.of(
            "jdk.compiler", Set.of("com.ibm.icu.icu4j", "io.vertx.vertx-codegen"),
            "jdk.javadoc", Set.of("com.ibm.icu.icu4j"));

    /** Modules that no class refers to: they are asked for by name or as a service. */
    private static final Set<String> BY_NAME = Set.of("jdk.net", "jdk.zipfs");

    private static Map<String, Set<String>> needed;

    @BeforeAll
    static void readTheJars() throws IOException {
        assumeThat(Artifact.isJar()).isTrue();
        needed = new TreeMap<>(JarModules.of(Path.of("target", "quarkus-app")));
        LEFT_OUT.forEach((module, jars) -> {
            // a jar that no longer refers to it, or another that does, has to be looked at
            assertThat(needed.remove(module)).as(module).isEqualTo(jars);
        });
    }

    @Test
    void theImageHasEachModuleThatAJarRefersTo() throws IOException {
        assertThat(missing(modules())).isEmpty();
    }

    @Test
    void theImageHasNoOtherModule() throws IOException {
        Set<String> expected = new TreeSet<>(needed.keySet());
        expected.addAll(BY_NAME);

        assertThat(modules()).containsExactlyElementsOf(expected);
    }

    /** Shows that the test above can fail, for modules that many jars, one jar or only one class need. */
    @ParameterizedTest
    @ValueSource(
            strings = {"java.sql", "java.rmi", "java.desktop", "java.scripting", "jdk.unsupported", "java.management"})
    void aModuleThatIsTakenOutIsMissed(String module) throws IOException {
        Set<String> fewer = modules();
        assertThat(fewer.remove(module)).isTrue();

        assertThat(missing(fewer).keySet()).containsExactly(module);
    }

    private static Map<String, Set<String>> missing(Set<String> present) {
        return needed.entrySet().stream()
                .filter(entry -> !present.contains(entry.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Set<String> modules() throws IOException {
        String text = Files.readString(DOCKERFILE);
        String argument =
                text.substring(text.indexOf("ARG MODULES=") + "ARG MODULES=".length(), text.indexOf("RUN jlink"));
        return new TreeSet<>(Set.of(argument.replaceAll("[\\\\\\s]", "").split(",")));
    }
}
