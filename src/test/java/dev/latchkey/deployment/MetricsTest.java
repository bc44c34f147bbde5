package dev.latchkey.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.Api;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the alerts and the dashboard are made of is what the service tells. */
@QuarkusTest
class MetricsTest {

    private static final Path RULES = Path.of("deploy", "prometheus", "rules.yaml");
    private static final Path DASHBOARD = Path.of("deploy", "grafana", "latchkey.json");

    /** A name with labels behind it: functions have a bracket of another kind. */
    private static final Pattern METRIC = Pattern.compile("([a-z][a-z0-9_]*)\\{");

    @TestHTTPResource(value = "/q/", management = true)
    URI management;

    @Test
    void everyMetricOfTheAlertsAndTheDashboardExists() throws IOException, InterruptedException {
        String refreshToken =
                Api.login(Api.registered(), Api.PASSWORD).then().extract().path("refreshToken");
        Api.json(Map.of("refreshToken", refreshToken))
                .post("/auth/refresh")
                .then()
                .statusCode(200);
        Set<String> told = told();
        Set<String> asked = new TreeSet<>();
        expressions()
                .forEach(
                        expression -> METRIC.matcher(expression).results().forEach(found -> asked.add(found.group(1))));
        // Prometheus makes it itself
        asked.remove("up");

        assertThat(asked).hasSizeGreaterThan(6);
        assertThat(told).containsAll(asked);
    }

    @Test
    void everyAlertSaysWhatToDo() throws IOException {
        String operations = Files.readString(Path.of("docs", "operations.md"));
        assertThat(alerts()).hasSizeGreaterThan(5).allSatisfy(alert -> {
            assertThat(operations).contains("`" + alert.text("alert") + "`");
            assertThat(alert.text("labels", "severity")).isIn("page", "ticket");
            assertThat(alert.text("annotations", "summary")).isNotBlank();
        });
    }

    @Test
    void prometheusAcceptsTheRules() throws IOException, InterruptedException {
        assumeThat(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "promtool")));
        Process promtool = new ProcessBuilder("promtool", "check", "rules", RULES.toString())
                .inheritIO()
                .start();
        assertThat(promtool.waitFor()).isZero();
    }

    private Set<String> told() throws IOException, InterruptedException {
        String text = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(management.resolve("/q/metrics")).build(), BodyHandlers.ofString())
                .body();
        Set<String> names = new TreeSet<>();
        text.lines().filter(line -> !line.startsWith("#")).forEach(line -> names.add(line.replaceFirst("[{ ].*", "")));
        return names;
    }

    private static List<String> expressions() throws IOException {
        List<String> expressions = new ArrayList<>();
        alerts().forEach(alert -> expressions.add(alert.text("expr")));
        for (JsonNode panel : new ObjectMapper().readTree(DASHBOARD.toFile()).get("panels")) {
            for (JsonNode target : panel.get("targets")) {
                expressions.add(target.get("expr").asText());
            }
        }
        return expressions;
    }

    private static List<Manifest> alerts() {
        return Manifest.read(RULES).get(0).listAt("groups").get(0).listAt("rules");
    }
}
