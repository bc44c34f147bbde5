package dev.latchkey.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** G9: the production overlay does not work until its placeholders are replaced, and publishes and trusts no more than it must. */
class ProductionOverlayTest {

    /** The form that Kubernetes accepts for a host or the name of an ingress class (RFC 1123). */
    private static final String SUBDOMAIN = "[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*";

    /** The form that a container runtime accepts in front of the tag. */
    private static final String IMAGE =
            "([A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]+)?/)?[a-z0-9]+([._-]+[a-z0-9]+)*(/[a-z0-9]+([._-]+[a-z0-9]+)*)*";

    private static final List<Manifest> PRODUCTION = Kustomization.render(Overlays.PRODUCTION);

    @ParameterizedTest
    @ValueSource(strings = {"latchkey", "latchkey-admin"})
    void kubernetesRefusesAnIngressWithPlaceholders(String name) {
        Manifest ingress = ingress(name);

        List<String> names = new ArrayList<>(List.of(ingress.text("spec", "ingressClassName")));
        ingress.listAt("spec", "rules").forEach(rule -> names.add(rule.text("host")));
        ingress.listAt("spec", "tls")
                .forEach(tls -> Manifest.list(tls.at("hosts")).forEach(each -> names.add((String) each)));
        assertThat(names).hasSize(3).allSatisfy(each -> assertThat(each).doesNotMatch(SUBDOMAIN));
    }

    @Test
    void noRuntimePullsAPlaceholder() {
        String image = Overlays.container(PRODUCTION).text("image");

        assertThat(image).endsWith("/latchkey:0.1");
        assertThat(image.substring(0, image.lastIndexOf(':'))).doesNotMatch(IMAGE);
        // a valid name passes the check
        assertThat("registry.example.org:5000/team/latchkey").matches(IMAGE);
        assertThat("id.example.org").matches(SUBDOMAIN);
    }

    @Test
    void theServiceRefusesTheSettingsAsTheyStand() {
        assertThat(Start.faults(Start.withSecrets(settings()))).anyMatch(fault -> fault.startsWith("LATCHKEY_ISSUER "));
    }

    @Test
    void withValuesInTheirPlaceTheServiceStarts() {
        Map<String, String> settings = settings();
        settings.replaceAll((name, value) -> value.replace(Overlays.PLACEHOLDER, "db.example.org"));
        settings.put("LATCHKEY_TRUSTED_PROXIES", "192.0.2.7");

        assertThat(Start.faults(Start.withSecrets(settings))).isEmpty();
    }

    /** The README's table has each file with a placeholder, and there is no other form of placeholder. */
    @Test
    void everyPlaceholderIsExplained() throws IOException {
        String readme = Files.readString(Overlays.ROOT.resolve("README.md"));
        try (Stream<Path> files = Files.list(Overlays.PRODUCTION)) {
            for (Path file : files.toList()) {
                String text = Files.readString(file);
                assertThat(text).doesNotContain("example.org", "example.com");
                if (text.lines().anyMatch(line -> line.contains(Overlays.PLACEHOLDER) && !line.startsWith("#"))) {
                    assertThat(readme).contains("| `" + file.getFileName() + "` |");
                }
            }
        }
    }

    @Test
    void everyPublicRouteIsOnTheIngressAndNoneOfAdmins() throws IOException {
        List<Manifest> paths =
                ingress("latchkey").listAt("spec", "rules").get(0).listAt("http", "paths");

        assertThat(routes())
                .hasSizeGreaterThan(15)
                .allSatisfy(route -> assertThat(paths.stream().anyMatch(path -> matches(path, route)))
                        .as(route)
                        .isEqualTo(!route.startsWith("/admin")));
    }

    @ParameterizedTest
    @CsvSource({"/admin", "/admin/", "/admin/users", "/", "/q/health", "/q/metrics", "/authx"})
    void nothingElseIsOnTheIngress(String route) {
        List<Manifest> paths =
                ingress("latchkey").listAt("spec", "rules").get(0).listAt("http", "paths");

        assertThat(paths).noneMatch(path -> matches(path, route));
    }

    @Test
    void adminIsApartAndOff() {
        assertThat(PRODUCTION).filteredOn(each -> each.kind().equals("Ingress")).hasSize(1);
        assertThat(ingress("latchkey-admin").listAt("spec", "rules").get(0).listAt("http", "paths"))
                .extracting(path -> path.text("path"))
                .containsExactly("/admin");
    }

    /** If pods shared a trusted network, each of them could choose the address that its attempts are counted under. */
    @Test
    void noNetworkIsTrustedAndOnlyTheControllerMayCall() {
        assertThat(settings()).containsEntry("LATCHKEY_TRUSTED_PROXIES", Overlays.PLACEHOLDER);
        assertThat(ConfigMapGenerator.settings(Overlays.DEV.resolve("settings.env")))
                .doesNotContainKey("LATCHKEY_TRUSTED_PROXIES");

        List<Manifest> rules =
                Overlays.find(PRODUCTION, "NetworkPolicy", "latchkey").listAt("spec", "ingress");
        assertThat(rules)
                .hasSize(2)
                .allSatisfy(rule -> assertThat(rule.listAt("from"))
                        .singleElement()
                        .satisfies(peer -> assertThat(peer.mapAt("namespaceSelector", "matchLabels"))
                                .isNotEmpty()));
    }

    @Test
    void aCertificationAuthorityIsOptional() throws IOException {
        assertThat(Pods.secretKeys(Overlays.find(PRODUCTION, "Deployment", "latchkey")))
                .containsOnlyKeys("latchkey", "latchkey-db");
        assertThat(settings().get("LATCHKEY_DB_URL"))
                .contains("sslmode=verify-full")
                .doesNotContain("sslrootcert");

        Manifest deployment = Overlays.find(
                Kustomization.render(Overlays.production(Overlays.component("database-ca"))), "Deployment", "latchkey");
        assertThat(Pods.secretKeys(deployment)).containsEntry("latchkey-db-ca", List.of("ca.crt"));
        assertThat(Files.readString(Overlays.ROOT.resolve("README.md")))
                .contains("sslrootcert="
                        + Pods.secretFiles(deployment).stream()
                                .filter(file -> file.endsWith("ca.crt"))
                                .findFirst()
                                .orElseThrow());
    }

    /** Applied to the wrong cluster, dev creates its own namespace there and does not touch production. */
    @Test
    void devAndProductionShareNoName() {
        assertThat(names(Overlays.DEV)).isNotEmpty().doesNotContainAnyElementsOf(names(Overlays.PRODUCTION));
    }

    private static List<String> names(Path overlay) {
        return Kustomization.render(overlay).stream()
                .map(each -> each + " in " + each.text("metadata", "namespace"))
                .toList();
    }

    private static Manifest ingress(String name) {
        return Overlays.find(
                Kustomization.render(Overlays.production(Overlays.component("admin-ingress"))), "Ingress", name);
    }

    private static Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        PRODUCTION.stream()
                .filter(each -> each.kind().equals("ConfigMap"))
                .forEach(map -> map.mapAt("data").forEach((name, value) -> settings.put(name, (String) value)));
        return settings;
    }

    /** Matches as the Ingress specification does. What it leaves to the implementation is matched by prefix, as most implementations do. */
    private static boolean matches(Manifest path, String route) {
        String wanted = path.text("path");
        return switch (path.text("pathType")) {
            case "Exact" -> route.equals(wanted);
            case "Prefix" -> route.equals(wanted) || route.startsWith(wanted.endsWith("/") ? wanted : wanted + "/");
            default -> route.startsWith(wanted);
        };
    }

    private static List<String> routes() throws IOException {
        Manifest document = Manifest.read(Path.of("docs", "openapi.yaml")).get(0);
        return document.mapAt("paths").keySet().stream().sorted().toList();
    }
}
