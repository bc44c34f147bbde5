package dev.latchkey.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/** One document of a Kubernetes manifest. */
record Manifest(Map<String, Object> content) {

    /** Returns all documents of a file; a duplicate key is a fault. */
    static List<Manifest> read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Manifest> parse(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        List<Manifest> documents = new ArrayList<>();
        for (Object document : new Yaml(options).loadAll(text)) {
            documents.add(new Manifest(map(document)));
        }
        return documents;
    }

    String kind() {
        return text("kind");
    }

    String name() {
        return text("metadata", "name");
    }

    /** Returns the value at a path of members, or null. */
    Object at(String... path) {
        Object value = content;
        for (String member : path) {
            value = map(value).get(member);
        }
        return value;
    }

    String text(String... path) {
        return String.valueOf(at(path));
    }

    Map<String, Object> mapAt(String... path) {
        return map(at(path));
    }

    List<Manifest> listAt(String... path) {
        return list(at(path)).stream().map(item -> new Manifest(map(item))).toList();
    }

    /** Returns the item of a list that has this name. */
    static Manifest named(List<Manifest> list, String name) {
        return list.stream()
                .filter(item -> name.equals(item.text("name")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + " in " + list));
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object value) {
        return value == null ? new LinkedHashMap<>() : (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    static List<Object> list(Object value) {
        return value == null ? new ArrayList<>() : (List<Object>) value;
    }

    @Override
    public String toString() {
        return kind() + "/" + name();
    }
}
