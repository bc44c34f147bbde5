package dev.latchkey.packaged;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The artifact that these tests start: the packaged jar, the native binary or an image. The tests are the same for all three.
 *
 * <p>System properties select it: {@code tested.image} names an image; {@code native.image.path} a binary; {@code tested.jar} a jar in
 * another place than Maven's, {@code tested.java-home} another JVM than that of the tests, {@code tested.jvm-options} more options for it.
 */
final class Artifact {

    private static final String IMAGE = System.getProperty("tested.image", "");
    private static final Path BINARY = Path.of(System.getProperty("native.image.path", ""));
    private static final Path JAR = Path.of(System.getProperty("tested.jar", "target/quarkus-app/quarkus-run.jar"));
    private static final Path JAVA =
            Path.of(System.getProperty("tested.java-home", System.getProperty("java.home")), "bin", "java");
    private static final String JVM_OPTIONS =
            System.getProperty("tested.jvm-options", "").strip();

    private Artifact() {}

    /** Returns whether it is a native binary outside of an image. */
    static boolean isBinary() {
        return IMAGE.isEmpty() && !BINARY.toString().isEmpty();
    }

    /** Returns whether it is the jar, for which the tests choose the JVM. */
    static boolean isJar() {
        return IMAGE.isEmpty() && !isBinary();
    }

    /** Returns a process to start, on free ports and with these environment variables. */
    static ProcessBuilder process(Map<String, String> environment) {
        Map<String, String> variables = new HashMap<>(environment);
        variables.putIfAbsent("QUARKUS_HTTP_PORT", "0");
        variables.putIfAbsent("QUARKUS_MANAGEMENT_PORT", "0");
        List<String> command = new ArrayList<>();
        if (!IMAGE.isEmpty()) {
            // the host's network, where the test's PostgreSQL is
            command.addAll(List.of(
                    "docker",
                    "run",
                    "--rm",
                    "--interactive",
                    "--network=host",
                    "--read-only",
                    "--tmpfs=/tmp",
                    "--cap-drop=ALL"));
            variables.forEach((name, value) -> {
                command.addAll(List.of("--env", name));
                if (name.endsWith("_FILE") && Files.isRegularFile(Path.of(value))) {
                    command.add("--volume=" + value + ":" + value + ":ro");
                }
            });
            command.add(IMAGE);
        } else if (isBinary()) {
            command.add(BINARY.toAbsolutePath().toString());
        } else {
            command.add(JAVA.toString());
            if (!JVM_OPTIONS.isEmpty()) {
                command.addAll(List.of(JVM_OPTIONS.split(" +")));
            }
            command.addAll(List.of("-jar", JAR.toAbsolutePath().toString()));
        }
        ProcessBuilder process = new ProcessBuilder(command);
        process.environment().keySet().removeIf(name -> name.startsWith("LATCHKEY_") || name.startsWith("QUARKUS_"));
        process.environment().putAll(variables);
        return process;
    }
}
