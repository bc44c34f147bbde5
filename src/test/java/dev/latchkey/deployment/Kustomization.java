package dev.latchkey.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Renders a kustomize folder with the features that Latchkey uses: resources, components, generated ConfigMaps, one namespace, images, and
 * strategic merge patches in files.
 */
final class Kustomization {

    private static final Set<String> KNOWN = Set.of(
            "apiVersion", "kind", "namespace", "resources", "components", "configMapGenerator", "images", "patches");
    private static final Set<String> WITHOUT_NAMESPACE = Set.of("Namespace");

    /** Lists whose items are merged by a key (in Kubernetes: x-kubernetes-patch-merge-key); all others are replaced. */
    private static final Map<String, String> MERGE_KEYS = Map.of(
            "containers", "name",
            "env", "name",
            "volumes", "name",
            "volumeMounts", "mountPath",
            "topologySpreadConstraints", "topologyKey");

    private Kustomization() {}

    static List<Manifest> render(Path folder) {
        List<Manifest> documents = new ArrayList<>();
        accumulate(folder, documents);
        return documents;
    }

    /** Adds the content of a folder to the documents so far, which a component's patches change too. */
    private static void accumulate(Path folder, List<Manifest> documents) {
        Manifest kustomization =
                Manifest.read(folder.resolve("kustomization.yaml")).get(0);
        if (!KNOWN.containsAll(kustomization.content().keySet())) {
            throw new AssertionError("this reader does not know all of "
                    + kustomization.content().keySet());
        }
        for (Object resource : Manifest.list(kustomization.at("resources"))) {
            Path path = folder.resolve((String) resource);
            documents.addAll(Files.isDirectory(path) ? render(path) : Manifest.read(path));
        }
        List<ConfigMapGenerator> generators = kustomization.listAt("configMapGenerator").stream()
                .map(generator -> new ConfigMapGenerator(folder, generator))
                .toList();
        generators.forEach(generator -> documents.add(generator.configMap()));
        Manifest.list(kustomization.at("components"))
                .forEach(component -> accumulate(folder.resolve((String) component), documents));
        for (Manifest patch : kustomization.listAt("patches")) {
            Manifest.read(folder.resolve(patch.text("path"))).forEach(each -> apply(each, documents));
        }
        kustomization.listAt("images").forEach(image -> rename(image, documents));
        if (kustomization.at("namespace") != null) {
            documents.stream()
                    .filter(document -> !WITHOUT_NAMESPACE.contains(document.kind()))
                    .forEach(document -> document.mapAt("metadata").put("namespace", kustomization.at("namespace")));
        }
        generators.forEach(generator -> generator.giveHashedName(documents));
    }

    /** Returns files of a folder that its kustomization does not use, so that they would never be applied. */
    static List<Path> unused(Path folder) {
        Manifest kustomization =
                Manifest.read(folder.resolve("kustomization.yaml")).get(0);
        List<String> used = new ArrayList<>(List.of("kustomization.yaml"));
        Manifest.list(kustomization.at("resources")).forEach(name -> used.add((String) name));
        kustomization.listAt("patches").forEach(patch -> used.add(patch.text("path")));
        kustomization
                .listAt("configMapGenerator")
                .forEach(generator -> Manifest.list(generator.at("envs")).forEach(name -> used.add((String) name)));
        try (var files = Files.list(folder)) {
            return files.filter(file -> !used.contains(file.getFileName().toString()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void apply(Manifest patch, List<Manifest> documents) {
        Manifest target = documents.stream()
                .filter(document -> document.kind().equals(patch.kind())
                        && document.name().equals(patch.name())
                        && document.text("apiVersion").equals(patch.text("apiVersion")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing to patch with " + patch));
        if ("delete".equals(patch.at("$patch"))) {
            documents.remove(target);
        } else {
            merge(target.content(), patch.content());
        }
    }

    private static void merge(Map<String, Object> target, Map<String, Object> patch) {
        patch.forEach((name, value) -> {
            if (value instanceof Map) {
                merge(Manifest.map(target.computeIfAbsent(name, none -> new LinkedHashMap<>())), Manifest.map(value));
            } else if (value instanceof List && MERGE_KEYS.containsKey(name) && target.get(name) != null) {
                mergeLists(Manifest.list(target.get(name)), Manifest.list(value), MERGE_KEYS.get(name));
            } else {
                target.put(name, value);
            }
        });
    }

    /** Merges two lists. Like kustomize, puts new items first. */
    private static void mergeLists(List<Object> target, List<Object> patch, String key) {
        List<Object> added = new ArrayList<>();
        for (Object item : patch) {
            target.stream()
                    .filter(each -> Objects.equals(
                            Manifest.map(each).get(key), Manifest.map(item).get(key)))
                    .findFirst()
                    .ifPresentOrElse(each -> merge(Manifest.map(each), Manifest.map(item)), () -> added.add(item));
        }
        target.addAll(0, added);
    }

    private static void rename(Manifest image, List<Manifest> documents) {
        for (Manifest document : documents) {
            for (Manifest container : document.listAt("spec", "template", "spec", "containers")) {
                if (container.text("image").replaceFirst(":[^:/]*$", "").equals(image.text("name"))) {
                    container.content().put("image", image.text("newName") + ":" + image.text("newTag"));
                }
            }
        }
    }
}
