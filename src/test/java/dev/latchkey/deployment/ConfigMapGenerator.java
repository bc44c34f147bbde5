package dev.latchkey.deployment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Generates a ConfigMap from env files like kustomize, with the hash of the content in its name. */
final class ConfigMapGenerator {

    private static final Set<String> KNOWN = Set.of("name", "envs", "options");
    private static final int HASH_LENGTH = 10;

    private final String name;
    private final Map<String, Object> labels;
    private final Map<String, Object> data = new TreeMap<>();
    private final Map<String, Object> metadata = new LinkedHashMap<>();

    ConfigMapGenerator(Path folder, Manifest generator) {
        if (!KNOWN.containsAll(generator.content().keySet())) {
            throw new AssertionError(
                    "this reader does not know all of " + generator.content().keySet());
        }
        this.name = generator.text("name");
        this.labels = generator.mapAt("options", "labels");
        for (Object file : Manifest.list(generator.at("envs"))) {
            settings(folder.resolve((String) file)).forEach(data::put);
        }
    }

    /** Reads NAME=value lines; skips empty lines and those that begin with #. */
    static Map<String, String> settings(Path file) {
        Map<String, String> settings = new TreeMap<>();
        try {
            for (String line : Files.readAllLines(file)) {
                if (!line.isBlank() && !line.stripLeading().startsWith("#")) {
                    String[] parts = line.stripLeading().split("=", 2);
                    settings.put(parts[0], parts[1]);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return settings;
    }

    Manifest configMap() {
        metadata.put("name", name);
        metadata.put("labels", labels);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("apiVersion", "v1");
        document.put("kind", "ConfigMap");
        document.put("metadata", metadata);
        document.put("data", data);
        return new Manifest(document);
    }

    /** Renames the ConfigMap and the references of containers to it. */
    void giveHashedName(List<Manifest> documents) {
        String hashed = name + "-" + hash(data);
        metadata.put("name", hashed);
        for (Manifest document : documents) {
            for (Manifest container : document.listAt("spec", "template", "spec", "containers")) {
                container.listAt("envFrom").stream()
                        .map(from -> from.mapAt("configMapRef"))
                        .filter(reference -> name.equals(reference.get("name")))
                        .forEach(reference -> reference.put("name", hashed));
            }
        }
    }

    /**
     * Computes the hash of Go's JSON of the content without a name: 10 hexadecimal digits, of which those that could form words are
     * replaced.
     */
    static String hash(Map<String, Object> data) {
        try {
            String json = new ObjectMapper()
                    .writeValueAsString(
                            new TreeMap<>(Map.of("data", new TreeMap<>(data), "kind", "ConfigMap", "name", "")))
                    .replace("&", "\\u0026")
                    .replace("<", "\\u003c")
                    .replace(">", "\\u003e");
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(json.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of()
                    .formatHex(digest)
                    .substring(0, HASH_LENGTH)
                    .replace('0', 'g')
                    .replace('1', 'h')
                    .replace('3', 'k')
                    .replace('a', 'm')
                    .replace('e', 't');
        } catch (JsonProcessingException | NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
