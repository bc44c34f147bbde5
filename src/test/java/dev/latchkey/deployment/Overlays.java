package dev.latchkey.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The manifests of the repository, rendered. */
final class Overlays {

    static final Path ROOT = Path.of("deploy", "kubernetes");
    static final Path PRODUCTION = ROOT.resolve("overlays").resolve("production");
    static final Path DEV = ROOT.resolve("overlays").resolve("dev");
    static final String PLACEHOLDER = "CHANGE_ME";

    private Overlays() {}

    static List<Path> all() {
        return folders(ROOT.resolve("overlays"));
    }

    static List<Path> components() {
        return folders(ROOT.resolve("components"));
    }

    /** Makes a folder in {@code target} that adds components to the production overlay, as an operator does. */
    static Path production(Path... components) {
        try {
            Path folder = Files.createTempDirectory(Path.of("target"), "overlay-");
            StringBuilder text = new StringBuilder(
                    "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nnamespace: latchkey\nresources:\n");
            text.append("  - ").append(folder.relativize(PRODUCTION)).append("\ncomponents:\n");
            for (Path component : components) {
                text.append("  - ").append(folder.relativize(component)).append('\n');
            }
            Files.writeString(folder.resolve("kustomization.yaml"), text);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path component(String name) {
        return ROOT.resolve("components").resolve(name);
    }

    static Manifest find(List<Manifest> documents, String kind, String name) {
        return documents.stream()
                .filter(each -> each.kind().equals(kind) && each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + "/" + name + " in " + documents));
    }

    static Manifest container(List<Manifest> documents) {
        return find(documents, "Deployment", "latchkey")
                .listAt("spec", "template", "spec", "containers")
                .get(0);
    }

    private static List<Path> folders(Path parent) {
        try (Stream<Path> folders = Files.list(parent)) {
            return folders.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
