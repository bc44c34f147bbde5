package dev.latchkey.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The manifests agree with the service in routes, ports, settings and times. */
@QuarkusTest
class ManifestsAndServiceTest {

    private static final Properties PROPERTIES = properties();
    private static final List<Manifest> PRODUCTION =
            Kustomization.render(Path.of("deploy", "kubernetes", "overlays", "production"));
    private static final Manifest DEPLOYMENT = of("Deployment");
    private static final Manifest CONTAINER =
            DEPLOYMENT.listAt("spec", "template", "spec", "containers").get(0);

    @TestHTTPResource(value = "/q/", management = true)
    URI management;

    @Test
    void everyProbeAsksARouteThatAnswers() throws IOException, InterruptedException {
        for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
            assertThat(CONTAINER.text(probe, "httpGet", "port")).isEqualTo("management");
            assertThat(get(CONTAINER.text(probe, "httpGet", "path"))).as(probe).isEqualTo(200);
        }
        Manifest scraped = PRODUCTION.stream()
                .filter(each -> each.name().equals("latchkey-management"))
                .findFirst()
                .orElseThrow();
        assertThat(get(scraped.text("metadata", "annotations", "prometheus.io/path")))
                .isEqualTo(200);
    }

    @Test
    void thePortsAreThoseThatTheServiceListensOn() {
        // Quarkus' defaults, which Latchkey does not change
        assertThat(PROPERTIES).doesNotContainKeys("quarkus.http.port", "quarkus.management.port");
        List<Manifest> ports = CONTAINER.listAt("ports");
        assertThat(Manifest.named(ports, "http").at("containerPort")).isEqualTo(8080);
        assertThat(Manifest.named(ports, "management").at("containerPort")).isEqualTo(9000);
    }

    @Test
    void everyVariableIsASettingOfOurs() throws IOException {
        String page = Files.readString(Path.of("docs/settings.md"));
        Set<String> variables = new TreeSet<>(of("ConfigMap").mapAt("data").keySet());
        CONTAINER.listAt("env").forEach(variable -> variables.add(variable.text("name")));
        assertThat(variables)
                .hasSizeGreaterThan(3)
                .allSatisfy(name -> assertThat(page).contains("| `" + name + "` |"));
    }

    @Test
    void thereIsTimeToFinishBeforeThePodIsKilled() {
        Duration sleep = Duration.ofSeconds((Integer) CONTAINER.at("lifecycle", "preStop", "sleep", "seconds"));
        Duration grace = Duration.ofSeconds(
                (Integer) DEPLOYMENT.at("spec", "template", "spec", "terminationGracePeriodSeconds"));
        assertThat(grace)
                .isGreaterThan(sleep.plus(inProduction("quarkus.shutdown.delay"))
                        .plus(inProduction("quarkus.shutdown.timeout")));
    }

    /** Returns a duration of {@code prod}, because the test profile has others. */
    private static Duration inProduction(String property) {
        return Duration.parse(PROPERTIES.getProperty(property));
    }

    private static Properties properties() {
        Properties properties = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of("src", "main", "resources", "application.properties"))) {
            properties.load(file);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int get(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(management.resolve(path)).build(), BodyHandlers.discarding())
                .statusCode();
    }

    private static Manifest of(String kind) {
        return PRODUCTION.stream()
                .filter(each -> each.kind().equals(kind))
                .findFirst()
                .orElseThrow();
    }
}
