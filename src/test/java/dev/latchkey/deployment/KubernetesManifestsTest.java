package dev.latchkey.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The manifests are valid for Kubernetes, and everything that they refer to exists. */
class KubernetesManifestsTest {

    /** Created by hand before the first start, as the overlays' first lines say. */
    private static final Map<String, Set<String>> SECRETS =
            Map.of("latchkey", Set.of("secret"), "latchkey-db", Set.of("password"), "latchkey-db-ca", Set.of("ca.crt"));

    /** Returns both overlays, and production with each component and with all of them. */
    static List<Path> overlays() {
        List<Path> components = Overlays.components();
        Stream<Path> single = components.stream().map(component -> Overlays.production(component));
        Stream<Path> together = Stream.of(Overlays.production(components.toArray(Path[]::new)));
        return Stream.of(Overlays.all().stream(), single, together)
                .flatMap(each -> each)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everyMemberIsKnownToKubernetes(Path overlay) {
        List<Manifest> documents = Kustomization.render(overlay);
        assertThat(documents).hasSizeGreaterThan(5);
        assertThat(documents).flatExtracting(KubernetesSchema::faults).isEmpty();
    }

    @Test
    void theCheckFindsWhatIsWrong() {
        Manifest wrong = Manifest.parse("""
                apiVersion: v1
                kind: Service
                metadata: {name: 1}
                spec: {ports: [{port: "80", targetport: http}], selector: [a]}
                """).get(0);
        assertThat(KubernetesSchema.faults(wrong))
                .containsExactlyInAnyOrder(
                        "Service/1/metadata/name: is no text",
                        "Service/1/spec/ports/0/port: is no integer",
                        "Service/1/spec/ports/0/targetport: is not known",
                        "Service/1/spec/selector: is no object");
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void kustomizeRendersTheSame(Path overlay) throws IOException, InterruptedException {
        assumeThat(System.getenv("PATH").split(":")).anyMatch(folder -> Files.isExecutable(Path.of(folder, "kubectl")));
        Process kubectl = new ProcessBuilder("kubectl", "kustomize", overlay.toString()).start();
        String rendered = new String(kubectl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(kubectl.waitFor()).isZero();
        assertThat(Kustomization.render(overlay)).containsExactlyInAnyOrderElementsOf(Manifest.parse(rendered));
    }

    @Test
    void noFileIsForgotten() {
        assertThat(Kustomization.unused(Overlays.ROOT.resolve("base"))).isEmpty();
        assertThat(Stream.concat(Overlays.all().stream(), Overlays.components().stream()))
                .hasSizeGreaterThan(5)
                .allSatisfy(folder -> assertThat(Kustomization.unused(folder)).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everySelectorFindsPods(Path overlay) {
        List<Manifest> documents = Kustomization.render(overlay);
        List<Map<String, Object>> pods = workloads(documents)
                .map(workload -> workload.mapAt("spec", "template", "metadata", "labels"))
                .toList();
        List<Map<String, Object>> selectors = new ArrayList<>();
        for (Manifest document : documents) {
            switch (document.kind()) {
                case "Service" -> selectors.add(document.mapAt("spec", "selector"));
                case "NetworkPolicy" -> selectors.add(document.mapAt("spec", "podSelector", "matchLabels"));
                case "Deployment", "StatefulSet", "PodDisruptionBudget" ->
                    selectors.add(document.mapAt("spec", "selector", "matchLabels"));
                default -> {
                    // selects nothing
                }
            }
            document.listAt("spec", "template", "spec", "topologySpreadConstraints")
                    .forEach(spread -> selectors.add(spread.mapAt("labelSelector", "matchLabels")));
        }
        assertThat(selectors).hasSizeGreaterThan(4).allSatisfy(selector -> {
            assertThat(selector).isNotEmpty();
            assertThat(pods)
                    .filteredOn(labels -> labels.entrySet().containsAll(selector.entrySet()))
                    .hasSize(1);
        });
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everyNameIsThatOfSomething(Path overlay) {
        List<Manifest> documents = Kustomization.render(overlay);
        List<String> names = documents.stream().map(Manifest::toString).toList();
        for (Manifest document : documents) {
            if (document.kind().equals("HorizontalPodAutoscaler")) {
                Manifest target = new Manifest(document.mapAt("spec", "scaleTargetRef"));
                assertThat(names).contains(target.kind() + "/" + target.text("name"));
            }
            document.listAt("spec", "rules").stream()
                    .flatMap(rule -> rule.listAt("http", "paths").stream())
                    .forEach(path -> assertThat(names).contains("Service/" + path.text("backend", "service", "name")));
        }
        workloads(documents).forEach(workload -> {
            Manifest pod = new Manifest(workload.mapAt("spec", "template", "spec"));
            if (pod.at("serviceAccountName") != null) {
                assertThat(names).contains("ServiceAccount/" + pod.text("serviceAccountName"));
            }
            Manifest container = pod.listAt("containers").get(0);
            container
                    .listAt("envFrom")
                    .forEach(from -> assertThat(names).contains("ConfigMap/" + from.text("configMapRef", "name")));
        });
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everyPortHasItsContainer(Path overlay) {
        List<Manifest> documents = Kustomization.render(overlay);
        List<String> named = workloads(documents)
                .flatMap(workload -> container(workload).listAt("ports").stream())
                .map(port -> port.text("name"))
                .toList();
        documents.stream()
                .filter(each -> each.kind().equals("Service"))
                .forEach(service -> service.listAt("spec", "ports")
                        .forEach(port -> assertThat(named).contains(port.text("targetPort"))));
        documents.stream()
                .filter(each -> each.kind().equals("NetworkPolicy"))
                .forEach(policy -> policy.listAt("spec", "ingress")
                        .forEach(rule -> rule.listAt("ports")
                                .forEach(port -> assertThat(named).contains(port.text("port")))));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everyMountHasItsVolumeAndEverySecretItsKey(Path overlay) {
        workloads(Kustomization.render(overlay)).forEach(workload -> {
            List<String> volumes = Stream.concat(
                            workload.listAt("spec", "template", "spec", "volumes").stream(),
                            workload.listAt("spec", "volumeClaimTemplates").stream()
                                    .map(claim -> new Manifest(claim.mapAt("metadata"))))
                    .map(volume -> volume.text("name"))
                    .toList();
            assertThat(container(workload).listAt("volumeMounts"))
                    .extracting(mount -> mount.text("name"))
                    .containsExactlyInAnyOrderElementsOf(volumes);
            Pods.secretKeys(workload)
                    .forEach((secret, keys) ->
                            assertThat(SECRETS.get(secret)).as(secret).containsAll(keys));
            Pods.fileVariables(workload)
                    .forEach((variable, file) ->
                            assertThat(Pods.secretFiles(workload)).as(variable).contains(file));
        });
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void noPodHasPrivileges(Path overlay) {
        workloads(Kustomization.render(overlay)).forEach(workload -> {
            Manifest pod = new Manifest(workload.mapAt("spec", "template", "spec"));
            assertThat(pod.at("securityContext", "runAsNonRoot")).isEqualTo(true);
            assertThat(pod.text("securityContext", "seccompProfile", "type")).isEqualTo("RuntimeDefault");
            assertThat(pod.at("automountServiceAccountToken")).isEqualTo(false);
            Manifest container = container(workload);
            assertThat(container.at("securityContext", "allowPrivilegeEscalation"))
                    .isEqualTo(false);
            assertThat(container.at("securityContext", "readOnlyRootFilesystem"))
                    .isEqualTo(true);
            assertThat(container.at("securityContext", "capabilities", "drop")).isEqualTo(List.of("ALL"));
            container.mapAt("resources", "requests").forEach((name, request) -> {
                Object limit = container.at("resources", "limits", name);
                assertThat(limit == null ? BigDecimal.TEN.pow(30) : Pods.quantity(limit))
                        .as(name)
                        .isGreaterThanOrEqualTo(Pods.quantity(request));
            });
        });
    }

    private static Stream<Manifest> workloads(List<Manifest> documents) {
        return documents.stream()
                .filter(each -> Set.of("Deployment", "StatefulSet").contains(each.kind()));
    }

    private static Manifest container(Manifest workload) {
        return workload.listAt("spec", "template", "spec", "containers").get(0);
    }
}
