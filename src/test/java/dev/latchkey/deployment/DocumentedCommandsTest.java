package dev.latchkey.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** G2 and G8: the documented commands work as printed, and their requirements come first. */
class DocumentedCommandsTest {

    private static final Pattern KUBECTL = Pattern.compile("kubectl [^`\\n]+");
    private static final Pattern NAMESPACE = Pattern.compile(" -n (\\S+)");
    private static final Pattern EXEC =
            Pattern.compile("kubectl -n (\\S+) exec (-it? )?(?:deploy|deployment)/(\\S+) -- (\\S+)(.*)");
    private static final Pattern COMPOSE_EXEC = Pattern.compile("docker compose exec (-T )?(\\S+) (\\S+) [^`\\n]+");

    /** Commands that read a password or a file from standard input. */
    private static final Pattern READS = Pattern.compile(" user (add|set-password|import -)");

    /** Commands for the whole cluster, for a foreign namespace, or without a cluster. */
    private static final Pattern ELSEWHERE = Pattern.compile(
            "kubectl (version|apply -[fk]|get nodes|get ingressclass)|kubectl -n (kube-system|NAMESPACE) ");

    private static final Map<String, Path> NAMESPACES =
            Map.of("latchkey", Overlays.PRODUCTION, "latchkey-dev", Overlays.DEV);

    @Test
    void everyCommandNamesANamespaceThatAnOverlayMakes() throws IOException {
        assertThat(found(KUBECTL)).hasSizeGreaterThan(15).allSatisfy(command -> {
            if (!ELSEWHERE.matcher(command).find()) {
                Matcher namespace = NAMESPACE.matcher(command);
                assertThat(namespace.find()).as(command).isTrue();
                assertThat(NAMESPACES).as(command).containsKey(namespace.group(1));
            }
        });
    }

    @Test
    void everyCommandInAPodFindsItsProgramAndItsInput() throws IOException {
        List<String> commands = found(Pattern.compile("kubectl [^`\\n]*exec [^`\\n]+"));

        assertThat(commands).hasSizeGreaterThan(4).allSatisfy(command -> {
            Matcher parts = EXEC.matcher(command);
            assertThat(parts.matches()).as(command).isTrue();
            Overlays.find(Kustomization.render(NAMESPACES.get(parts.group(1))), "Deployment", parts.group(3));
            assertThat(parts.group(4)).isEqualTo("latchkey");
            assertThat(parts.group(2) != null)
                    .as(command)
                    .isEqualTo(READS.matcher(parts.group(5)).find());
        });
    }

    /** A file on standard input is not a terminal, which -t would require. */
    @Test
    void whatIsPipedInNeedsNoTerminal() throws IOException {
        assertThat(found(Pattern.compile("kubectl [^`\\n]*exec [^`\\n]+ < [^`\\n]+")))
                .isNotEmpty()
                .allMatch(command -> command.contains(" exec -i "));
    }

    @Test
    void everySecretThatIsMadeIsTheOneThatPodsRead() throws IOException {
        Set<String> read = NAMESPACES.values().stream()
                .flatMap(overlay -> Kustomization.render(overlay).stream())
                .filter(each -> Set.of("Deployment", "StatefulSet").contains(each.kind()))
                .flatMap(workload -> Pods.secretKeys(workload).entrySet().stream())
                .flatMap(secret -> secret.getValue().stream().map(key -> secret.getKey() + "/" + key))
                .collect(Collectors.toSet());
        read.add("latchkey-db-ca/ca.crt");
        Matcher made = Pattern.compile("create secret generic (\\S+) --from-(?:literal|file)=([a-z.]+)")
                .matcher(String.join("\n", found(KUBECTL)));

        assertThat(made.results()
                        .map(each -> each.group(1) + "/" + each.group(2))
                        .collect(Collectors.toSet()))
                .isEqualTo(read);
    }

    @Test
    void everyFileThatIsAppliedIsThere() throws IOException {
        Matcher applied = Pattern.compile("apply -[fk] (deploy/\\S+)").matcher(String.join("\n", found(KUBECTL)));

        assertThat(applied.results().map(each -> Path.of(each.group(1))).toList())
                .hasSizeGreaterThan(3)
                .allSatisfy(path -> assertThat(path).exists());
    }

    @Test
    void everyCommandOfComposeFindsItsServiceAndItsProgram() throws IOException {
        Set<String> services = Manifest.read(Path.of("docker-compose.yml"))
                .get(0)
                .mapAt("services")
                .keySet();
        assertThat(found(COMPOSE_EXEC)).hasSizeGreaterThan(1).allSatisfy(command -> {
            Matcher parts = COMPOSE_EXEC.matcher(command);
            assertThat(parts.matches()).isTrue();
            assertThat(services).contains(parts.group(2));
            assertThat(parts.group(3)).isEqualTo("latchkey");
        });
    }

    /** F12: the program of the commands above is on each image's PATH. */
    @Test
    void everyImageHasTheProgram() throws IOException {
        for (String image : List.of("Dockerfile.jvm", "Dockerfile.native", "Dockerfile.native-micro")) {
            String text = Files.readString(Path.of("src/main/docker", image));
            assertThat(text)
                    .as(image)
                    .contains("ENV PATH=/opt/latchkey:$PATH\n")
                    .containsPattern("COPY .*--chmod=755 .* (/opt/latchkey/)?latchkey\n");
        }
    }

    /** G8: the version is stated before the first command, and the feature that needs it is still used. */
    @Test
    void theMinimumOfKubernetesIsSaidWherePeopleStart() throws IOException {
        assertThat(Files.readString(Path.of("README.md"))).contains("for Kubernetes 1.30 or newer");
        List<Path> starts = new ArrayList<>(List.of(Overlays.ROOT.resolve("README.md")));
        Overlays.all().forEach(overlay -> starts.add(overlay.resolve("kustomization.yaml")));
        for (Path start : starts) {
            String text = Files.readString(start);
            assertThat(text.replaceAll("\\s*\\n#?\\s*", " ").indexOf("1.30 or newer"))
                    .as(start.toString())
                    .isBetween(0, 300);
            assertThat(text.indexOf("1.30")).isLessThan(text.indexOf("kubectl apply"));
        }
        assertThat(Overlays.container(Kustomization.render(Overlays.PRODUCTION)).at("lifecycle", "preStop", "sleep"))
                .isNotNull();
    }

    /** G8: the API server validates all objects before the first one is created. */
    @Test
    void productionIsTriedBeforeItIsApplied() throws IOException {
        String overlay = Files.readString(Overlays.PRODUCTION.resolve("kustomization.yaml"));
        String apply = "kubectl apply -k deploy/kubernetes/overlays/production";

        assertThat(overlay.indexOf(apply + " --dry-run=server")).isBetween(0, overlay.indexOf(apply + "\n"));
    }

    /** Returns the matches in all documents and manifests. */
    private static List<String> found(Pattern pattern) throws IOException {
        List<String> found = new ArrayList<>();
        List<Path> files = new ArrayList<>(List.of(Path.of("README.md"), Path.of("docker-compose.yml")));
        for (Path folder : List.of(Path.of("docs"), Overlays.ROOT)) {
            try (Stream<Path> all = Files.walk(folder)) {
                all.filter(file -> file.toString().matches(".*\\.(md|ya?ml|env)"))
                        .filter(file -> !file.endsWith("openapi.yaml"))
                        .forEach(files::add);
            }
        }
        for (Path file : files) {
            pattern.matcher(Files.readString(file))
                    .results()
                    .forEach(match -> found.add(match.group().strip()));
        }
        return found;
    }
}
