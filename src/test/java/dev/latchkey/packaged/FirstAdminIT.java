package dev.latchkey.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * G1 and G2: the documented command creates the first admin in a pod that has its secrets as files, where PostgreSQL requires the password
 * from one of them.
 */
class FirstAdminIT {

    private static final Path SCRIPT =
            Path.of("target", "quarkus-app", "latchkey").toAbsolutePath();
    private static final String ROLE = "latchkey";
    private static final String DATABASE_PASSWORD = "9f86d081884c7d659a2feaa0c55ad015";

    @TempDir
    static Path directory;

    private static PostgresServer postgres;

    private record Outcome(int code, String output) {}

    @BeforeAll
    static void aServerThatAsksForThePassword() throws IOException {
        assumeThat(Artifact.isJar()).isTrue();
        postgres = new PostgresServer(directory);
        Path access = directory.resolve("data").resolve("pg_hba.conf");
        Files.writeString(access, "host all " + ROLE + " all scram-sha-256\n" + Files.readString(access));
        postgres.newDatabase();
        postgres.change("create role " + ROLE + " login password '" + DATABASE_PASSWORD + "'; select pg_reload_conf()");
    }

    @AfterAll
    static void end() {
        if (postgres != null) {
            postgres.close();
        }
    }

    @Test
    void thePrintedCommandMakesAnAdminWhoCanSignIn() throws Exception {
        Map<String, String> pod = pod();
        List<String> command = printed(Path.of("docs", "operations.md"));
        assertThat(command.subList(0, 3)).containsExactly("latchkey", "user", "add");

        assertThat(run(pod, command, Client.PASSWORD + "\n")).isEqualTo(new Outcome(0, "alice is there now.\n"));

        try (ServiceProcess service = ServiceProcess.start(pod)) {
            assertThat(service.client().me(service.client().token("alice")).body())
                    .contains("\"roles\":[\"admin\",\"user\"]");
        }
        assertThat(run(pod, List.of("latchkey", "user", "list", "--json"), "").output())
                .contains("\"alice\"");
    }

    @Test
    void everyDocumentPrintsTheSameCommand() throws IOException {
        for (String document : List.of(
                "deploy/kubernetes/README.md",
                "deploy/kubernetes/overlays/dev/kustomization.yaml",
                "deploy/kubernetes/overlays/production/kustomization.yaml")) {
            assertThat(printed(Path.of(document))).as(document).isEqualTo(printed(Path.of("docs", "operations.md")));
        }
    }

    /** The counterpart: a wrong password in the file is not taken for a database that is down. */
    @Test
    void aWrongPasswordInTheFileIsRefused() throws Exception {
        Map<String, String> pod = pod();
        Files.writeString(Path.of(pod.get("LATCHKEY_DB_PASSWORD_FILE")), "another-password-altogether\n");

        assertThat(run(pod, List.of("latchkey", "user", "list"), "").code()).isNotZero();
    }

    /**
     * Returns the environment of a pod as in the manifests: settings as variables, both secrets as files, as `kubectl create secret` takes
     * them.
     */
    private static Map<String, String> pod() throws IOException {
        String url = postgres.newDatabase();
        postgres.change("alter database " + url.substring(url.lastIndexOf('/') + 1) + " owner to " + ROLE);
        Path mount = Files.createTempDirectory(directory, "secrets-");
        Map<String, String> variables = new HashMap<>();
        String manifest = Files.readString(Path.of("deploy/kubernetes/base/deployment.yaml"));
        Matcher files = Pattern.compile("name: (LATCHKEY_[A-Z_]+_FILE)\\s+value: /run/secrets/latchkey/(\\S+)")
                .matcher(manifest);
        files.results()
                .forEach(match -> variables.put(
                        match.group(1), mount.resolve(match.group(2)).toString()));
        assertThat(new TreeSet<>(variables.keySet()))
                .containsExactly("LATCHKEY_DB_PASSWORD_FILE", "LATCHKEY_SECRET_FILE");
        Files.writeString(Path.of(variables.get("LATCHKEY_SECRET_FILE")), Settings.newSecret());
        Files.writeString(Path.of(variables.get("LATCHKEY_DB_PASSWORD_FILE")), DATABASE_PASSWORD + "\n");
        variables.put("LATCHKEY_DB_URL", url);
        variables.put("LATCHKEY_DB_USERNAME", ROLE);
        variables.put("LATCHKEY_ISSUER", "https://id.example.org");
        return variables;
    }

    /** Returns the words after the two dashes of the document's first kubectl exec. */
    private static List<String> printed(Path document) throws IOException {
        Matcher command = Pattern.compile("kubectl -n \\S+ exec -it deploy/latchkey -- ([^`\\n]+)")
                .matcher(Files.readString(document));
        assertThat(command.find()).as(document.toString()).isTrue();
        return Arrays.asList(command.group(1).strip().split(" ", -1));
    }

    private static Outcome run(Map<String, String> variables, List<String> words, String input)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(words);
        command.set(0, SCRIPT.toString());
        Path typed = Files.writeString(Files.createTempFile(directory, "input", ""), input);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectInput(typed.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("LATCHKEY_") || name.startsWith("QUARKUS_"));
        builder.environment().putAll(variables);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), output);
    }
}
