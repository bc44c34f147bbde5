package dev.latchkey.reflection;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.ConfigMapping;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A native image can look only into those classes that are registered for reflection. What is missing fails when it is used, in the binary
 * only, which most builds do not make: so it is read from the source here.
 */
class ReflectionTest {

    private static final String OURS = "dev.latchkey";
    private static final Path SERVICES = Path.of("src", "main", "resources", "META-INF", "services");

    private static AttributedSources sources;
    private static Registrations registrations;
    private static BoundTypes bound;
    private static Set<String> needed;

    @BeforeAll
    static void readTheSources() throws IOException {
        sources = AttributedSources.below(Path.of("src", "main", "java"));
        registrations = new Registrations(sources);
        bound = new BoundTypes(sources);
        needed = JsonMembers.of(bound.found(), sources, OURS);
    }

    /** Quarkus registers what resources take and return, but not what they or commands give to Jackson otherwise. */
    @Test
    void everythingThatJacksonWritesOrReadsIsRegistered() {
        Set<String> missing = new TreeSet<>(needed);
        missing.removeAll(JsonMembers.of(registrations.signatures(), sources, OURS));
        missing.removeAll(registrations.annotated());

        assertThat(missing).as("types without @RegisterForReflection").isEmpty();
        assertThat(bound.unknown())
                .as("places that give Jackson something whose type cannot be told")
                .isEmpty();
    }

    /** These were missing in the first binary. Each is found by its use, whether it is registered or not. */
    @Test
    void thoseThatWereMissingAreFoundByTheirUse() {
        assertThat(needed)
                .contains(
                        OURS + ".session.Device",
                        OURS + ".password.foreign.HashParameters",
                        OURS + ".webhook.Webhooks$Listed",
                        OURS + ".webhook.Webhooks$Dead",
                        OURS + ".userimport.ImportSummary",
                        OURS + ".audit.AuditReport",
                        OURS + ".audit.AuditFinding",
                        OURS + ".audit.AuditFinding$Kind",
                        // and these, of which one was known by its description in the OpenAPI document only
                        OURS + ".command.ImportReport$Told",
                        OURS + ".auth.RegistrationRules$Password",
                        OURS + ".userimport.ImportRow");
        assertThat(JsonMembers.of(registrations.signatures(), sources, OURS))
                .doesNotContain(OURS + ".session.Device", OURS + ".userimport.ImportRow")
                .contains(OURS + ".account.SessionList$Entry", OURS + ".auth.LoginRequest");
    }

    /** {@code http/Routes} reads the methods and the annotations of all resources. */
    @Test
    void everyResourceIsRegistered() {
        assertThat(registrations.resources()).hasSizeGreaterThan(10);
        assertThat(registrations.resources().stream().map(this::name)).isSubsetOf(registrations.annotated());
    }

    /** {@code settings/KnownSettings} reads the methods of all settings, whose groups are nested interfaces. */
    @Test
    void everyInterfaceOfSettingsIsRegistered() {
        List<String> settings = registrations.all().stream()
                .filter(each -> each.getAnnotation(ConfigMapping.class) != null)
                .flatMap(each -> Stream.concat(
                        Stream.of(each),
                        ElementFilter.typesIn(each.getEnclosedElements()).stream()
                                .filter(nested -> nested.getKind().isInterface())))
                .map(this::name)
                .toList();

        assertThat(settings).hasSizeGreaterThan(12).isSubsetOf(registrations.annotated());
    }

    /** Quarkus registers the services of SmallRye Config itself. */
    @Test
    void everyOtherServiceIsRegisteredAndItsFileIsInTheBinary() throws IOException {
        List<String> resources = setting("quarkus.native.resources.includes");
        try (Stream<Path> files = Files.list(SERVICES)) {
            List<Path> others = files.filter(
                            each -> !each.getFileName().toString().startsWith("io.smallrye.config."))
                    .toList();
            assertThat(others).isNotEmpty();
            for (Path each : others) {
                assertThat(resources).contains("META-INF/services/" + each.getFileName());
                assertThat(Files.readAllLines(each)).isNotEmpty().isSubsetOf(registrations.annotated());
            }
        }
    }

    /** Vert.x calls the class of Netty's native TLS, which would load a library that is not packaged, and the build would fail. */
    @Test
    void theNativeTlsOfNettyIsNotInitializedByTheBuild() throws ClassNotFoundException {
        Class<?> called = Class.forName(
                "io.netty.internal.tcnative.SSL", false, getClass().getClassLoader());

        assertThat(setting("quarkus.native.additional-build-args"))
                .contains("--initialize-at-run-time=" + called.getName());
    }

    private static List<String> setting(String name) {
        Properties properties = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of("src", "main", "resources", "application.properties"))) {
            properties.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.of(properties.getProperty(name).split(",", -1));
    }

    private String name(TypeElement type) {
        return sources.elements().getBinaryName(type).toString();
    }
}
