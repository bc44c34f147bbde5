package dev.latchkey.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Compose file: secrets are files, and every service is needed. */
class ComposeTest {

    private static final Path FILE = Path.of("docker-compose.yml");
    private static final Manifest COMPOSE = Manifest.read(FILE).get(0);

    @TempDir
    Path folder;

    @Test
    void noSecretIsInTheEnvironment() {
        services().forEach((name, service) -> {
            Set<String> variables = service.mapAt("environment").keySet();
            assertThat(variables).as(name).noneMatch(variable -> variable.matches(".*(PASSWORD|SECRET)"));
        });
        assertThat(read()).doesNotContain("${LATCHKEY_SECRET", "${LATCHKEY_DB_PASSWORD");
    }

    @Test
    void everyFileOfASecretIsMountedWhereItIsRead() {
        Set<String> mounted = new TreeSet<>();
        services()
                .forEach((name, service) -> service.mapAt("environment").forEach((variable, value) -> {
                    if (variable.endsWith("_FILE")) {
                        String file = (String) value;
                        assertThat(file).as(name).startsWith("/run/secrets/");
                        String secret = file.substring("/run/secrets/".length());
                        assertThat(Manifest.list(service.at("secrets")))
                                .as(name)
                                .contains(secret);
                        mounted.add(secret);
                    }
                }));
        assertThat(mounted).containsExactly("db-password", "secret");
        mounted.forEach(
                secret -> assertThat(COMPOSE.text("secrets", secret, "file")).isEqualTo("./secrets/" + secret));
    }

    /** F1: the service sends no mail yet, so there is no mail catcher. */
    @Test
    void everyServiceIsOfUse() throws IOException {
        assertThat(services().keySet())
                .containsExactlyInAnyOrder("latchkey", "latchkey-2", "latchkey-3", "proxy", "postgres");
        assertThat(Files.readString(Path.of("README.md"))).doesNotContain("mail catcher");
    }

    /** Runs the command in the file's first lines as it is written there. */
    @Test
    void theDocumentedCommandMakesSecretsThatTheServiceAcceptsAndNeverOverwritesThem() throws Exception {
        assertThat(run(makeSecrets())).isZero();
        Path secrets = folder.resolve("secrets");
        String secret = Files.readString(secrets.resolve("secret"));
        String password = Files.readString(secrets.resolve("db-password"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets)))
                .isEqualTo("rwx------");
        // read by the container's users, who are not the owner
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets.resolve("secret"))))
                .isEqualTo("r--r--r--");
        assertThat(faults(secret.strip(), password.strip())).isEmpty();

        assertThat(run(makeSecrets())).isNotZero();
        assertThat(secrets.resolve("secret")).hasContent(secret);
        assertThat(secrets.resolve("db-password")).hasContent(password);
    }

    @Test
    void theWorkflowMakesThemInTheSameWay() throws IOException {
        assertThat(Files.readString(Path.of(".github/workflows/verify.yml"))).contains(makeSecrets());
    }

    @Test
    void theSecretsAreNeitherInGitNorInAnImage() throws IOException {
        assertThat(Files.readAllLines(Path.of(".gitignore"))).contains("/secrets/");
        List<String> sent = Files.readAllLines(Path.of(".dockerignore"));
        assertThat(sent).contains("*").noneMatch(line -> line.startsWith("!secrets"));
    }

    private static String makeSecrets() {
        return read().lines()
                .filter(line -> line.startsWith("#   mkdir "))
                .map(line -> line.substring(1).strip())
                .findFirst()
                .orElseThrow();
    }

    private int run(String command) throws IOException, InterruptedException {
        return new ProcessBuilder("sh", "-c", command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private static List<String> faults(String secret, String password) {
        Map<String, String> settings = new HashMap<>();
        settings.put("LATCHKEY_SECRET", secret);
        settings.put("LATCHKEY_DB_PASSWORD", password);
        services().get("latchkey").mapAt("environment").forEach((name, value) -> {
            if (value != null && !name.endsWith("_FILE")) {
                settings.put(name, String.valueOf(value).replaceFirst("^\\$\\{[A-Z_]+:-(.*)}$", "$1"));
            }
        });
        return Start.faults(settings);
    }

    private static Map<String, Manifest> services() {
        Map<String, Manifest> services = new HashMap<>();
        COMPOSE.mapAt("services").forEach((name, service) -> services.put(name, new Manifest(Manifest.map(service))));
        return services;
    }

    private static String read() {
        try {
            return Files.readString(FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
