package dev.latchkey.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Validates manifests against Kubernetes' own OpenAPI document, more strictly than a server: an unknown member is a fault. The copy here
 * has only the structure of the kinds that Latchkey uses (Kubernetes 1.30, Apache-2.0).
 */
final class KubernetesSchema {

    private static final Pattern QUANTITY = Pattern.compile(
            "[+-]?([0-9]+|[0-9]+\\.[0-9]*|\\.[0-9]+)(Ki|Mi|Gi|Ti|Pi|Ei|n|u|m|k|M|G|T|P|E|[eE][+-]?[0-9]+)?");
    private static final String QUANTITY_NAME = "io.k8s.apimachinery.pkg.api.resource.Quantity";

    private final JsonNode kinds;
    private final JsonNode definitions;
    private final List<String> faults = new ArrayList<>();

    private KubernetesSchema(JsonNode document) {
        this.kinds = document.get("kinds");
        this.definitions = document.get("definitions");
    }

    /** Returns all faults of a manifest, each with its path. */
    static List<String> faults(Manifest manifest) {
        try (InputStream file = KubernetesSchema.class.getResourceAsStream("/kubernetes-1.30.json")) {
            KubernetesSchema schema = new KubernetesSchema(new ObjectMapper().readTree(file));
            JsonNode name = schema.kinds.get(manifest.text("apiVersion") + " " + manifest.kind());
            if (name == null) {
                return List.of(manifest + ": no such apiVersion and kind: " + manifest.text("apiVersion"));
            }
            schema.check(manifest.toString(), schema.definitions.get(name.asText()), manifest.content());
            return schema.faults;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void check(String path, JsonNode schema, Object value) {
        if (schema.has("$ref")) {
            String name = schema.get("$ref").asText();
            if (name.equals(QUANTITY_NAME)) {
                require(path, QUANTITY.matcher(String.valueOf(value)).matches(), "is no quantity");
            } else {
                check(path, definitions.get(name), value);
            }
            return;
        }
        if (schema.has("enum")) {
            boolean listed = false;
            for (JsonNode each : schema.get("enum")) {
                listed |= each.asText().equals(value);
            }
            require(path, listed, "is none of " + schema.get("enum"));
        }
        switch (schema.path("type").asText()) {
            case "object" -> checkObject(path, schema, value);
            case "array" -> checkArray(path, schema, value);
            case "string" -> checkText(path, schema, value);
            case "integer" -> require(path, value instanceof Integer, "is no integer");
            case "boolean" -> require(path, value instanceof Boolean, "is no boolean");
            case "number" -> require(path, value instanceof Number, "is no number");
            default -> {
                // any JSON
            }
        }
    }

    private void checkObject(String path, JsonNode schema, Object value) {
        if (!(value instanceof Map)) {
            faults.add(path + ": is no object");
            return;
        }
        Map<String, Object> object = Manifest.map(value);
        for (JsonNode name : schema.path("required")) {
            require(path, object.get(name.asText()) != null, "has no " + name.asText());
        }
        object.forEach((name, member) -> {
            JsonNode known = schema.path("properties").get(name);
            JsonNode any = schema.get("additionalProperties");
            if (known != null) {
                check(path + "/" + name, known, member);
            } else if (any != null) {
                check(path + "/" + name, any, member);
            } else if (schema.has("properties")) {
                faults.add(path + "/" + name + ": is not known");
            }
        });
    }

    private void checkArray(String path, JsonNode schema, Object value) {
        if (!(value instanceof List)) {
            faults.add(path + ": is no list");
            return;
        }
        List<Object> items = Manifest.list(value);
        for (int i = 0; i < items.size(); i++) {
            check(path + "/" + i, schema.get("items"), items.get(i));
        }
    }

    private void checkText(String path, JsonNode schema, Object value) {
        boolean numbersToo = Objects.equals(schema.path("format").asText(), "int-or-string");
        require(path, value instanceof String || (numbersToo && value instanceof Integer), "is no text");
    }

    private void require(String path, boolean good, String fault) {
        if (!good) {
            faults.add(path + ": " + fault);
        }
    }
}
