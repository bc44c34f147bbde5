package dev.latchkey.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The workflows of a release: actions and images are pinned, and the job that signs runs nothing from the source. */
class WorkflowsTest {

    private static final Path RELEASE = Path.of(".github", "workflows", "release.yml");

    static List<Path> workflows() throws IOException {
        try (Stream<Path> files = Files.list(RELEASE.getParent())) {
            return files.toList();
        }
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void everyActionIsPinnedToACommit(Path workflow) {
        assertThat(steps(Manifest.read(workflow).get(0)).filter(step -> step.at("uses") != null))
                .isNotEmpty()
                .allSatisfy(step -> assertThat(step.text("uses")).matches("[a-z-]+/[a-z-]+@[0-9a-f]{40}"));
    }

    /** Actions that use an image take its newest version unless a digest is given. */
    @ParameterizedTest
    @MethodSource("workflows")
    void everyImageThatAnActionBringsIsPinnedToADigest(Path workflow) {
        String digest = "[a-z/-]+:[a-z0-9.-]+@sha256:[0-9a-f]{64}";
        steps(Manifest.read(workflow).get(0)).forEach(step -> {
            String action = step.text("uses");
            if (action.startsWith("docker/setup-qemu-action@")) {
                assertThat(step.text("with", "image")).matches(digest);
            } else if (action.startsWith("docker/setup-buildx-action@")) {
                assertThat(step.text("with", "driver-opts")).matches("image=" + digest);
            } else if (action.startsWith("docker/build-push-action@")) {
                assertThat(step.text("with", "sbom")).matches("generator=" + digest);
            }
        });
    }

    @Test
    void theJobThatBuildsMayWriteNothing() {
        Manifest release = Manifest.read(RELEASE).get(0);

        assertThat(release.mapAt("permissions")).isEqualTo(Map.of("contents", "read"));
        assertThat(release.mapAt("jobs", "build", "permissions")).isEqualTo(Map.of("contents", "read"));
        assertThat(String.join("\n", commands(release, "build"))).contains("./mvnw -B -ntp verify", "-Dtested.image=");
    }

    @Test
    void theJobThatSignsRunsNothingOfTheSource() {
        Manifest release = Manifest.read(RELEASE).get(0);
        Manifest sign = new Manifest(release.mapAt("jobs", "sign"));

        assertThat(sign.text("needs")).isEqualTo("build");
        assertThat(sign.mapAt("permissions")).containsEntry("id-token", "write");
        assertThat(sign.listAt("steps"))
                .extracting(step -> step.text("uses"))
                .noneMatch(action -> action.startsWith("actions/checkout@"))
                .noneMatch(action -> action.startsWith("docker/build-push-action@"));
        assertThat(commands(release, "sign"))
                .noneMatch(command -> command.contains("mvn") || command.contains("docker build"));
        release.mapAt("jobs").forEach((name, job) -> {
            Map<String, Object> permissions = new Manifest(Manifest.map(job)).mapAt("permissions");
            assertThat(permissions.containsValue("write")).as(name).isEqualTo(name.equals("sign"));
        });
    }

    /** Nothing is signed before its digest is compared with the output of the build job. */
    @Test
    void whatIsSignedIsWhatWasTested() {
        Manifest release = Manifest.read(RELEASE).get(0);
        List<Manifest> steps = new Manifest(release.mapAt("jobs", "sign")).listAt("steps");

        assertThat(steps.get(0).text("uses")).startsWith("actions/download-artifact@");
        assertThat(steps.get(1).text("run")).contains("sha256sum --check --strict SHA256SUMS");
        assertThat(steps.get(1).text("env", "SUMS")).isEqualTo("${{ needs.build.outputs[matrix.name] }}");
        assertThat(commands(release, "sign"))
                .anyMatch(command -> command.contains("skopeo copy --all --preserve-digests"));
    }

    /** Runs the check of the second job, as written there, on the files that the first one packs. */
    @ParameterizedTest
    @ValueSource(strings = {"image.tar", "latchkey-jar.zip", "quarkus-run-cyclonedx.json", "SHA256SUMS"})
    void aFileThatWasExchangedOnTheWayIsNotSigned(String exchanged) throws Exception {
        Manifest release = Manifest.read(RELEASE).get(0);
        Path folder = Files.createTempDirectory(Path.of("target"), "release-");
        Path files = Files.createDirectory(folder.resolve("release"));
        for (String name : List.of("image.tar", "latchkey-jar.zip", "quarkus-run-cyclonedx.json")) {
            Files.writeString(files.resolve(name), "as it was tested: " + name);
        }
        Path output = folder.resolve("output");
        String pack = commands(release, "build").stream()
                .filter(command -> command.contains("SHA256SUMS"))
                .findFirst()
                .orElseThrow();
        assertThat(run(
                        folder,
                        pack,
                        Map.of(
                                "NAME",
                                "jvm",
                                "GITHUB_OUTPUT",
                                output.toAbsolutePath().toString())))
                .isZero();
        String sums = Files.readString(output).strip().replaceFirst("^jvm=", "");
        String check = new Manifest(release.mapAt("jobs", "sign"))
                .listAt("steps")
                .get(1)
                .text("run");
        assertThat(run(files, check, Map.of("SUMS", sums))).isZero();

        Files.writeString(files.resolve(exchanged), "something else");

        assertThat(run(files, check, Map.of("SUMS", sums))).isNotZero();
    }

    /** A bot pins and updates everything without a digest, wherever an image or an action is named. */
    @Test
    void theBotPinsTheRest() throws IOException {
        JsonNode bot =
                new ObjectMapper().readTree(Path.of(".github", "renovate.json").toFile());

        assertThat(bot.get("extends"))
                .extracting(JsonNode::asText)
                .contains("docker:pinDigests", "helpers:pinGitHubActionDigests");
        Pattern manifests = pattern(bot.at("/kubernetes/managerFilePatterns/0").asText());
        assertThat(manifests
                        .matcher("deploy/kubernetes/overlays/dev/postgres.yaml")
                        .find())
                .isTrue();
        // named groups have the same syntax in Java
        Matcher images = Pattern.compile(
                        bot.at("/customManagers/0/matchStrings/0").asText())
                .matcher(Files.readString(RELEASE));
        assertThat(images.results().count()).isEqualTo(3);
        assertThat(pattern(bot.at("/customManagers/0/managerFilePatterns/0").asText())
                        .matcher(".github/workflows/release.yml")
                        .find())
                .isTrue();
        assertThat(Path.of(".github", "dependabot.yml")).doesNotExist();
    }

    private static Pattern pattern(String betweenSlashes) {
        return Pattern.compile(betweenSlashes.substring(1, betweenSlashes.length() - 1));
    }

    private static int run(Path folder, String script, Map<String, String> environment) throws Exception {
        ProcessBuilder process = new ProcessBuilder("bash", "-e", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        process.environment().putAll(environment);
        return process.start().waitFor();
    }

    private static Stream<Manifest> steps(Manifest workflow) {
        return workflow.mapAt("jobs").values().stream()
                .flatMap(job -> new Manifest(Manifest.map(job)).listAt("steps").stream());
    }

    private static List<String> commands(Manifest workflow, String job) {
        List<String> commands = new ArrayList<>();
        new Manifest(workflow.mapAt("jobs", job))
                .listAt("steps")
                .forEach(step -> commands.add(step.at("run") == null ? "" : step.text("run")));
        return commands;
    }
}
