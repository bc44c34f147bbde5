package dev.latchkey.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** E1: the packaged program imports another system's own file. */
class ImportCommandIT extends OnPostgres {

    private static final Path EXPORTS = Path.of("src/test/resources/exports").toAbsolutePath();

    /** By Python's hashlib. */
    private static final String OWASP =
            "$scrypt$ln=17,r=8,p=1$KYqrcylQPZfwDeMS+nb8eg$F1sj2of8B2V7Q2nVJEqU3dOj70LRWD+zqIOn3DjM6KU";

    @Test
    void aRealmIsImportedAndItsUsersSignIn() {
        Map<String, String> settings = Settings.good(postgres.newDatabase());
        String file = EXPORTS.resolve("keycloak.json").toString();

        Outcome rehearsed = Outcome.of(settings, "", "user", "import", "--from", "keycloak", "--dry-run", file);
        assertThat(rehearsed.output())
                .contains("Dry run, nothing was changed. Without --dry-run: 9 users read: 5 imported");
        Outcome imported = Outcome.of(settings, "", "user", "import", "--from", "keycloak", "--expect", "8", file);

        assertThat(imported.code()).isEqualTo(5);
        assertThat(imported.output())
                .contains("user 3 (service-account-shop): skipped: is the service account of a client, and no user\n")
                .contains("user 6 (jo): username must have 3 to 64 letters")
                .contains("9 users read: 5 imported, 0 already there, 1 skipped, 3 refused.\n")
                .contains("The file has 9 users, and 8 were expected.\n");
        assertThat(Outcome.of(settings, "", "user", "import", "--from", "keycloak", "--json", file)
                        .output())
                .contains("{\"outcome\":\"skipped\",\"line\":3,\"name\":\"service-account-shop\"")
                .contains("{\"lines\":9,\"imported\":0,\"alreadyThere\":5,\"skipped\":1,\"refused\":3}");
        try (ServiceProcess service = ServiceProcess.start(settings)) {
            assertThat(service.client()
                            .login("kc-alice", "a raven on a writing desk")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void firebaseNeedsItsParametersAndADownloadThatBrokeIsAnError() throws IOException {
        Map<String, String> settings = Settings.good(postgres.newDatabase());
        String file = EXPORTS.resolve("firebase.json").toString();
        String config = EXPORTS.resolve("firebase-hash-config.txt").toString();
        String whole = Files.readString(Path.of(file));
        Path cut = Files.writeString(directory.resolve("cut.json"), whole.substring(0, whole.length() - 100));
        Path utf16 = Files.writeString(directory.resolve("utf16.json"), whole, StandardCharsets.UTF_16);

        assertThat(Outcome.of(settings, "", "user", "import", "--from", "firebase", file))
                .satisfies(outcome -> assertThat(outcome.code()).isEqualTo(1))
                .satisfies(outcome ->
                        assertThat(outcome.output()).contains("--hash-config").doesNotContain("Exception"));
        assertThat(Outcome.of(
                        settings,
                        "",
                        "user",
                        "import",
                        "--from",
                        "firebase",
                        "--hash-config",
                        config,
                        utf16.toString()))
                .satisfies(outcome -> assertThat(outcome.code()).isEqualTo(1))
                .satisfies(outcome ->
                        assertThat(outcome.output()).contains("UTF-16").hasLineCount(1));
        assertThat(Outcome.of(
                        settings, "", "user", "import", "--from", "firebase", "--hash-config", config, cut.toString()))
                .satisfies(outcome -> assertThat(outcome.code()).isEqualTo(1))
                .satisfies(outcome -> assertThat(outcome.output())
                        .contains("users read: ")
                        .contains("the file ends in the middle of a user, after 6 that were whole"));
        assertThat(Outcome.of(settings, "", "user", "import", "--from", "firebase", "--hash-config", config, file)
                        .output())
                .contains("already there");
        assertThat(Outcome.of(Map.of(), "", "user", "import", "--from", "nowhere", file)
                        .code())
                .isEqualTo(2);
    }

    /** E5: 128 MiB for a comparison, on the heap that the image gives the service (40 % of 768 MiB), with four at once. */
    @Test
    void hashesOfOwaspsFirstChoiceAreComparedOnTheHeapOfTheImage() throws Exception {
        Map<String, String> settings = new HashMap<>(Settings.good(postgres.newDatabase()));
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            lines.append("{\"username\":\"user").append(i).append("\",\"passwordHash\":\"" + OWASP + "\"}\n");
        }
        Path file = Files.writeString(directory.resolve("owasp.ndjson"), lines);
        assertThat(Outcome.of(settings, "", "user", "import", file.toString()).code())
                .isZero();
        settings.put("JAVA_TOOL_OPTIONS", "-Xmx307m -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError");
        try (ServiceProcess service = ServiceProcess.start(settings)) {
            List<CompletableFuture<Integer>> logins = IntStream.range(0, 4)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> loginWhenServed(service, "user" + i)))
                    .toList();
            for (CompletableFuture<Integer> each : logins) {
                assertThat(each.get()).isEqualTo(200);
            }
        }
    }

    /** They are compared one after the other, so that the last may hear that there is too much to do, as on any busy machine. */
    private static int loginWhenServed(ServiceProcess service, String name) {
        int status = 503;
        for (int i = 0; i < 20 && status == 503; i++) {
            status = service.client().login(name, "a raven on a writing desk").statusCode();
        }
        return status;
    }
}
