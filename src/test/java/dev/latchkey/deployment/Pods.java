package dev.latchkey.deployment;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Derives from a workload's manifest what its pods contain. */
final class Pods {

    private static final Pattern QUANTITY = Pattern.compile("([0-9.]+)(m|Ki|Mi|Gi)?");
    private static final Map<String, BigDecimal> UNITS = Map.of(
            "m", new BigDecimal("0.001"),
            "Ki", BigDecimal.valueOf(1L << 10),
            "Mi", BigDecimal.valueOf(1L << 20),
            "Gi", BigDecimal.valueOf(1L << 30));

    private Pods() {}

    /** Returns the mounted keys of each secret. */
    static Map<String, List<String>> secretKeys(Manifest workload) {
        Map<String, List<String>> keys = new LinkedHashMap<>();
        volumes(workload)
                .forEach(volume -> secrets(volume)
                        .forEach(secret -> secret.listAt("items")
                                .forEach(item -> keys.computeIfAbsent(secretName(secret), none -> new ArrayList<>())
                                        .add(item.text("key")))));
        return keys;
    }

    /** Returns the files that secrets are mounted as. */
    static List<String> secretFiles(Manifest workload) {
        List<String> files = new ArrayList<>();
        List<Manifest> mounts = container(workload).listAt("volumeMounts");
        for (Manifest volume : volumes(workload)) {
            String mountPath = Manifest.named(mounts, volume.text("name")).text("mountPath");
            secrets(volume)
                    .forEach(secret ->
                            secret.listAt("items").forEach(item -> files.add(mountPath + "/" + item.text("path"))));
        }
        return files;
    }

    /** Returns the environment variables that name a file. */
    static Map<String, String> fileVariables(Manifest workload) {
        Map<String, String> variables = new LinkedHashMap<>();
        container(workload).listAt("env").stream()
                .filter(variable -> variable.text("name").endsWith("_FILE"))
                .forEach(variable -> variables.put(variable.text("name"), variable.text("value")));
        return variables;
    }

    static BigDecimal quantity(Object text) {
        Matcher parts = QUANTITY.matcher(String.valueOf(text));
        if (!parts.matches()) {
            throw new AssertionError("no quantity: " + text);
        }
        BigDecimal number = new BigDecimal(parts.group(1));
        return parts.group(2) == null ? number : number.multiply(UNITS.get(parts.group(2)));
    }

    private static List<Manifest> volumes(Manifest workload) {
        return workload.listAt("spec", "template", "spec", "volumes");
    }

    private static Manifest container(Manifest workload) {
        return workload.listAt("spec", "template", "spec", "containers").get(0);
    }

    private static List<Manifest> secrets(Manifest volume) {
        Stream<Manifest> plain = Stream.of(volume).filter(each -> each.at("secret") != null);
        return Stream.concat(plain, volume.listAt("projected", "sources").stream())
                .map(source -> new Manifest(source.mapAt("secret")))
                .toList();
    }

    private static String secretName(Manifest secret) {
        return secret.at("name") == null ? secret.text("secretName") : secret.text("name");
    }
}
