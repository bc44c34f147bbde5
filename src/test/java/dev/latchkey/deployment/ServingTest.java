package dev.latchkey.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * G4, G5 and G7: what removes, starts and stops pods. {@code DatabaseDownIT} and {@code StopIT} show with the packaged service that the
 * probe's route is up without a database and down before the end.
 */
class ServingTest {

    private static final String SERVING = "/q/health/group/serving";

    static List<Path> overlays() {
        return Overlays.all();
    }

    /** G4. */
    @ParameterizedTest
    @MethodSource("overlays")
    void noProbeOfAPodThatServesAsksTheDatabase(Path overlay) {
        Manifest container = Overlays.container(Kustomization.render(overlay));

        assertThat(container.text("readinessProbe", "httpGet", "path")).isEqualTo(SERVING);
        assertThat(container.text("livenessProbe", "httpGet", "path")).isEqualTo("/q/health/live");
    }

    /** G4: requests go to ready pods only; monitoring sees all pods. */
    @ParameterizedTest
    @MethodSource("overlays")
    void callersAreNotSentToPodsThatHaveNotStarted(Path overlay) {
        List<Manifest> documents = Kustomization.render(overlay);

        assertThat(Overlays.find(documents, "Service", "latchkey").at("spec", "publishNotReadyAddresses"))
                .isNull();
        assertThat(Overlays.find(documents, "Service", "latchkey-management").at("spec", "publishNotReadyAddresses"))
                .isEqualTo(true);
    }

    /** G4: the proxy of Compose has the same replicas and the same database. */
    @Test
    void composesProxyAsksTheSame() throws IOException {
        assertThat(Files.readString(Path.of("deploy/compose/Caddyfile"))).contains("health_uri " + SERVING + "\n");
    }

    /** G5. */
    @Test
    void replicasAreScaledByTheCpuAlone() {
        Manifest scaler =
                Overlays.find(Kustomization.render(Overlays.PRODUCTION), "HorizontalPodAutoscaler", "latchkey");

        assertThat(scaler.listAt("spec", "metrics"))
                .extracting(metric -> metric.text("type") + " " + metric.text("resource", "name"))
                .containsExactly("Resource cpu");
    }

    /** G5: operators with a metrics adapter add a component, and keep the CPU metric. */
    @Test
    void aComponentAddsTheMetricThatNeedsAnAdapter() {
        Manifest plain =
                Overlays.find(Kustomization.render(Overlays.PRODUCTION), "HorizontalPodAutoscaler", "latchkey");
        Manifest scaler = Overlays.find(
                Kustomization.render(Overlays.production(Overlays.component("waiting-passwords"))),
                "HorizontalPodAutoscaler",
                "latchkey");

        List<Manifest> metrics = scaler.listAt("spec", "metrics");
        assertThat(metrics).hasSize(2).contains(plain.listAt("spec", "metrics").get(0));
        assertThat(metrics.get(1).text("pods", "metric", "name")).isEqualTo("latchkey_password_waiting");
        assertThat(scaler.at("spec", "behavior")).isEqualTo(plain.at("spec", "behavior"));
    }

    /** G5: the requests that the percentage refers to are set. */
    @Test
    void thePercentageIsOfSomething() {
        Manifest container = Overlays.container(Kustomization.render(Overlays.PRODUCTION));

        assertThat(Pods.quantity(container.at("resources", "requests", "cpu"))).isPositive();
    }

    /** G7: 30 s for a database that does not answer, as long again for the JVM on a slow node, and time to migrate. */
    @ParameterizedTest
    @MethodSource("overlays")
    void aStartEndsByItselfBeforeItsProbeEndsIt(Path overlay) {
        Manifest container = Overlays.container(Kustomization.render(overlay));
        int seconds = (Integer) container.at("startupProbe", "periodSeconds")
                * (Integer) container.at("startupProbe", "failureThreshold");

        assertThat(seconds).isBetween(120, 600);
    }
}
