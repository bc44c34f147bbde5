package dev.latchkey.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every secret may come from a file, and an invalid file prevents the start. */
class SecretFilesIT {

    private static final Duration SOON = Duration.ofMinutes(1);
    private static final String NOWHERE = "jdbc:postgresql://localhost:1/latchkey";

    @TempDir
    Path directory;

    @Test
    void allSecretsComeFromFiles() throws IOException {
        try (PostgresServer postgres = new PostgresServer(directory)) {
            Map<String, String> settings = Settings.good(postgres.newDatabase());
            settings.put("LATCHKEY_KEY_SHARED_SECRET", Settings.newSecret());
            List<String> variables = List.of("LATCHKEY_SECRET", "LATCHKEY_DB_PASSWORD", "LATCHKEY_KEY_SHARED_SECRET");
            for (String variable : variables) {
                String secret = settings.remove(variable);
                settings.put(variable + "_FILE", file(variable, secret + "\n"));
            }
            try (ServiceProcess service = ServiceProcess.start(settings)) {
                assertThat(service.client().register("alice").statusCode()).isEqualTo(201);
                String token = service.client().token("alice");
                assertThat(service.client().me(token).statusCode()).isEqualTo(200);
                assertThat(header(token)).contains("HS256");
            }
            // the line end is not part of the secret: given directly, the secret decrypts what was encrypted with the
            // file's content
            settings.put(
                    "LATCHKEY_SECRET",
                    Files.readString(Path.of(settings.remove("LATCHKEY_SECRET_FILE")))
                            .strip());
            try (ServiceProcess service = ServiceProcess.start(settings)) {
                assertThat(service.client().login("alice").statusCode()).isEqualTo(200);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"LATCHKEY_SECRET", "LATCHKEY_DB_PASSWORD", "LATCHKEY_KEY_SHARED_SECRET"})
    void aFileThatIsNotThereIsNamedByItsSetting(String variable) {
        Map<String, String> settings = Settings.good(NOWHERE);
        settings.remove(variable);
        settings.put(variable + "_FILE", directory.resolve("missing").toString());
        assertThat(refusal(settings)).singleElement().asString().startsWith(variable + "_FILE names no file: ");
    }

    @Test
    void aSecretInTheFilesPlaceIsNotShown() {
        Map<String, String> settings = Settings.good(NOWHERE);
        String secret = settings.remove("LATCHKEY_SECRET");
        settings.put("LATCHKEY_SECRET_FILE", secret);
        assertThat(refusal(settings))
                .singleElement()
                .asString()
                .startsWith("LATCHKEY_SECRET_FILE names no file: ")
                .doesNotContain(secret);
    }

    @Test
    void allThatIsWrongWithFilesIsSaidAtOnce() throws IOException {
        Map<String, String> settings = Settings.good(NOWHERE);
        settings.remove("LATCHKEY_DB_PASSWORD");
        settings.put("LATCHKEY_DB_PASSWORD_FILE", file("short", "hunter2\n"));
        settings.put("LATCHKEY_SECRET_FILE", file("second", Settings.newSecret()));
        settings.put("LATCHKEY_KEY_SHARED_SECRET_FILE", file("empty", "\n"));
        assertThat(refusal(settings))
                .hasSize(3)
                .anyMatch(fault -> fault.startsWith("LATCHKEY_DB_PASSWORD_FILE is shorter than 12 characters"))
                .anyMatch(fault -> fault.startsWith("LATCHKEY_SECRET is there twice"))
                .anyMatch(fault -> fault.startsWith("LATCHKEY_KEY_SHARED_SECRET_FILE names a file that is empty"))
                .noneMatch(fault -> fault.contains("hunter2"));
    }

    private static List<String> refusal(Map<String, String> settings) {
        try (ServiceProcess service = ServiceProcess.launch(settings)) {
            assertThat(service.awaitEnd(SOON)).isNotZero();
            assertThat(service.output()).startsWith("Latchkey cannot start:");
            return service.output()
                    .lines()
                    .skip(1)
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
        }
    }

    private String file(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content).toString();
    }

    private static String header(String token) {
        return new String(
                Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.'))), StandardCharsets.UTF_8);
    }
}
