package dev.latchkey.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators read on port 9000 is the same of the jar, the image and the native binary, but for what is named here. */
class ManagementIT {

    @TempDir
    static Path directory;

    private static PostgresServer postgres;
    private static ServiceProcess service;
    private static Client client;

    @BeforeAll
    static void aServiceThatWasCalled() {
        postgres = new PostgresServer(directory);
        service = ServiceProcess.start(Settings.good(postgres.newDatabase()));
        client = service.client();
        assertThat(client.register("alice").statusCode()).isEqualTo(201);
        assertThat(client.me(client.token("alice")).statusCode()).isEqualTo(200);
    }

    @AfterAll
    static void end() {
        if (service != null) {
            service.close();
        }
        if (postgres != null) {
            postgres.close();
        }
    }

    @Test
    void theMetricsOfTheDashboardAreThere() {
        assertThat(metrics())
                .contains(
                        "jvm_memory_used_bytes",
                        "jvm_memory_max_bytes",
                        "process_cpu_usage",
                        "agroal_active_count",
                        "agroal_awaiting_count",
                        "http_server_requests_seconds_count",
                        "latchkey_logins_total",
                        "latchkey_crypto",
                        "latchkey_password_waiting",
                        "latchkey_password_hashing_seconds_count");
    }

    /** The garbage collector of a native binary gives no notice of its work. */
    @Test
    void onlyAJvmTellsOfItsGarbageCollector() {
        assumeThat(Artifact.isJar() || Artifact.isBinary())
                .as("of an image it is not known what is in it")
                .isTrue();
        assertThat(metrics().stream().anyMatch(each -> each.startsWith("jvm_gc_")))
                .isEqualTo(Artifact.isJar());
    }

    /** A JVM warms the hashing kernel up, once; a native binary is compiled already. */
    @Test
    void onlyAJvmWarmsUp() {
        assumeThat(Artifact.isJar() || Artifact.isBinary())
                .as("of an image it is not known what is in it")
                .isTrue();
        String text = client.management("/q/metrics").body();
        assertThat(text.contains("operation=\"warm-up\"")).isEqualTo(Artifact.isJar());
    }

    @Test
    void theHealthIsANameAndAStatusForEachCheck() throws IOException {
        JsonNode health = new ObjectMapper().readTree(client.health("ready").body());

        assertThat(health.path("status").asText()).isEqualTo("UP");
        assertThat(health.path("checks")).hasSizeGreaterThan(1).allSatisfy(check -> {
            assertThat(check.path("name").asText()).isNotEmpty();
            assertThat(check.path("status").asText()).isEqualTo("UP");
            assertThat(check.has("data")).as(check.toString()).isFalse();
        });
    }

    /** A package would build it again at each start; docs/openapi.yaml is the same. */
    @Test
    void theDocumentOfTheApiIsNotServed() {
        assertThat(client.management("/q/openapi").statusCode()).isEqualTo(404);
    }

    private static Set<String> metrics() {
        return client.management("/q/metrics")
                .body()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.replaceFirst("[{ ].*", ""))
                .collect(Collectors.toSet());
    }
}
