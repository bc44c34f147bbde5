package dev.latchkey.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** G3: settings belong to the pods that were started with them. */
class HashedSettingsTest {

    static List<Path> overlays() {
        return Overlays.all();
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everyConfigMapThatPodsReadHasAHashedName(Path overlay) {
        List<Manifest> documents = Kustomization.render(overlay);
        List<String> maps = documents.stream()
                .filter(each -> each.kind().equals("ConfigMap"))
                .map(Manifest::name)
                .toList();

        assertThat(maps).isNotEmpty().allMatch(name -> name.matches("latchkey-[a-z0-9]{10}"));
        assertThat(read(documents)).containsExactlyElementsOf(maps);
    }

    static Stream<Arguments> changes() {
        UnaryOperator<String> changed =
                text -> text.replace("LATCHKEY_DB_USERNAME=latchkey", "LATCHKEY_DB_USERNAME=other");
        UnaryOperator<String> wrong = text -> text + "LATCHKEY_TOKEN_LIFETIME=1hour\n";
        UnaryOperator<String> removed = text -> text.replaceFirst("(?m)^LATCHKEY_ISSUER=.*\n", "");
        UnaryOperator<String> oneCharacter = text -> text.replace(":5432/", ":5433/");
        return Stream.of(changed, wrong, removed, oneCharacter).map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("changes")
    void aChangedSettingIsANewMapAndNewPods(UnaryOperator<String> change) throws IOException {
        List<Manifest> before = Kustomization.render(Overlays.PRODUCTION);
        List<Manifest> after = Kustomization.render(copy(change));

        assertThat(read(after)).hasSize(1).doesNotContainAnyElementsOf(read(before));
        assertThat(template(after)).isNotEqualTo(template(before));
    }

    @Test
    void aChangedCommentRestartsNothing() throws IOException {
        List<Manifest> after = Kustomization.render(copy(text -> "# more about it\n\n" + text));

        assertThat(template(after)).isEqualTo(template(Kustomization.render(Overlays.PRODUCTION)));
    }

    /** The name that `kubectl kustomize` (5.5.0) generates. Where it is installed, another test compares whole overlays. */
    @Test
    void theHashIsKustomizes() {
        assertThat(ConfigMapGenerator.hash(Map.of("A", "1&2", "B", "<a='b'>"))).isEqualTo("k85tm78h4t");
    }

    private static List<String> read(List<Manifest> documents) {
        return Overlays.container(documents).listAt("envFrom").stream()
                .map(from -> from.text("configMapRef", "name"))
                .toList();
    }

    private static Map<String, Object> template(List<Manifest> documents) {
        return Overlays.find(documents, "Deployment", "latchkey").mapAt("spec", "template");
    }

    /** Returns a copy of the production overlay with other settings. */
    private static Path copy(UnaryOperator<String> change) throws IOException {
        Path folder = Files.createTempDirectory(Path.of("target"), "overlay-");
        try (Stream<Path> files = Files.list(Overlays.PRODUCTION)) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        Path kustomization = folder.resolve("kustomization.yaml");
        String base = folder.relativize(Overlays.ROOT.resolve("base")).toString();
        Files.writeString(kustomization, Files.readString(kustomization).replace("../../base", base));
        Path settings = folder.resolve("settings.env");
        String before = Files.readString(settings);
        Files.writeString(settings, change.apply(before));
        assertThat(Files.readString(settings)).isNotEqualTo(before);
        return folder;
    }
}
