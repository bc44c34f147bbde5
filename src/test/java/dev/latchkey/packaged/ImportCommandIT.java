package dev.latchkey.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** E1: the packaged program imports another system's own export file. */
class ImportCommandIT extends OnPostgres {

    private static final Path REALM =
            Path.of("src/test/resources/exports/keycloak.json").toAbsolutePath();

    /** Computed by Python's hashlib. */
    private static final String OWASP =
            "$scrypt$ln=17,r=8,p=1$KYqrcylQPZfwDeMS+nb8eg$F1sj2of8B2V7Q2nVJEqU3dOj70LRWD+zqIOn3DjM6KU";

    /**
     * E5 needs 128 MiB for a comparison, on the heap that the image gives the service (40 % of 768 MiB), with four at once. {@code
     * ImportCommandTest} checks the command's other output without starting a program for each.
     */
    @Test
    void usersOfARealmAndOfOwaspsFirstChoiceSignInOnTheHeapOfTheImage() throws Exception {
        Map<String, String> settings = new HashMap<>(Settings.good(postgres.newDatabase()));
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            lines.append("{\"username\":\"user").append(i).append("\",\"passwordHash\":\"" + OWASP + "\"}\n");
        }
        Outcome piped = Outcome.of(settings, lines.toString(), "user", "import", "-");
        assertThat(piped.output()).contains("4 imported, 0 already there, 0 refused.\n");
        assertThat(piped.code()).isZero();
        Outcome realm = Outcome.of(
                settings,
                "",
                "user",
                "import",
                "--from",
                "keycloak",
                "--realm",
                "shop",
                "--expect",
                "8",
                REALM.toString());
        assertThat(realm.code()).isEqualTo(5);
        assertThat(realm.output())
                .contains("user 3 (service-account-shop): skipped: is the service account of a client, and no user\n")
                .contains("9 users read: 5 imported, 0 already there, 1 skipped, 3 refused.\n")
                .contains("The file has 9 users, and 8 were expected.\n");
        settings.put("JAVA_TOOL_OPTIONS", "-Xmx307m -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError");
        try (ServiceProcess service = ServiceProcess.start(settings)) {
            List<CompletableFuture<Integer>> logins = Stream.of("user0", "user1", "user2", "user3", "kc-alice")
                    .map(name -> CompletableFuture.supplyAsync(() -> loginWhenServed(service, name)))
                    .toList();
            for (CompletableFuture<Integer> each : logins) {
                assertThat(each.get()).isEqualTo(200);
            }
        }
    }

    /** Repeats a login while the service is busy: passwords are compared one after the other, so the last caller may be refused. */
    private static int loginWhenServed(ServiceProcess service, String name) {
        int status = 503;
        for (int i = 0; i < 20 && status == 503; i++) {
            status = service.client().login(name, "a raven on a writing desk").statusCode();
        }
        return status;
    }
}
