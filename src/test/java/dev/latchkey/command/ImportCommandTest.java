package dev.latchkey.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Database;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** E1: the output and exit codes of {@code user import}. {@code ImportCommandIT} runs one of the cases with the packaged program. */
@QuarkusTest
class ImportCommandTest {

    private static final Path EXPORTS = Path.of("src/test/resources/exports").toAbsolutePath();
    private static final String KEYCLOAK = EXPORTS.resolve("keycloak.json").toString();
    private static final String FIREBASE = EXPORTS.resolve("firebase.json").toString();
    private static final String CONFIG =
            EXPORTS.resolve("firebase-hash-config.txt").toString();

    @TempDir
    Path directory;

    @Inject
    CommandContext context;

    @Inject
    Database database;

    @BeforeEach
    void forgetThem() {
        database.run("delete from users where username ~ '^(kc-|fb-|realm-)'");
    }

    @Test
    void aRealmIsRehearsedImportedAndThereThen() {
        assertThat(run("--from", "keycloak", "--dry-run", KEYCLOAK).output())
                .contains("Dry run, nothing was changed. Without --dry-run: 9 users read: 5 imported");
        InProcess imported = run("--from", "keycloak", "--expect", "8", KEYCLOAK);

        assertThat(imported.code()).isEqualTo(5);
        assertThat(imported.output())
                .contains("user 3 (service-account-shop): skipped: is the service account of a client, and no user\n")
                .contains("user 6 (jo): username must have 3 to 64 letters")
                .contains("9 users read: 5 imported, 0 already there, 1 skipped, 3 refused.\n")
                .contains("The file has 9 users, and 8 were expected.\n");
        assertThat(run("--from", "keycloak", KEYCLOAK, "--json").output())
                .contains("{\"outcome\":\"skipped\",\"line\":3,\"name\":\"service-account-shop\"")
                .contains("{\"lines\":9,\"imported\":0,\"alreadyThere\":5,\"skipped\":1,\"refused\":3}");
    }

    @Test
    void oneRealmOfSeveralIsImported() throws IOException {
        String file = write(
                "realms.json",
                "[{\"realm\":\"master\",\"users\":[{\"username\":\"realm-admin\",\"enabled\":true}]},"
                        + "{\"realm\":\"shop\",\"users\":[{\"username\":\"realm-alice\",\"enabled\":true}]}]");

        assertThat(run("--from", "keycloak", "--realm", "shop", file))
                .satisfies(outcome -> assertThat(outcome.code()).isZero())
                .satisfies(outcome -> assertThat(outcome.output())
                        .endsWith("1 users read: 1 imported, 0 already there, 0 skipped, 0 refused.\n"));
        assertRefused(run("--from", "keycloak", "--realm", "Shop", file), "--realm: master, shop");
        assertThat(run("--from", "keycloak", file).output()).contains("name the realm that is meant with --realm NAME");
    }

    @ParameterizedTest
    @CsvSource({"firebase", "supabase", "django", "better-auth"})
    void onlyKeycloakHasRealms(String system) {
        assertRefused(run("--from", system, "--realm", "shop", KEYCLOAK), "--realm is for --from keycloak");
        assertRefused(run("--realm", "shop", KEYCLOAK), "--realm is for --from keycloak");
    }

    @Test
    void firebaseNeedsItsParameters() {
        assertRefused(run("--from", "firebase", FIREBASE), "--hash-config");
        assertRefused(run("--from", "keycloak", "--hash-config", CONFIG, KEYCLOAK), "--hash-config is for");
        assertThat(run("--from", "firebase", "--hash-config", CONFIG, FIREBASE).output())
                .contains("8 users read: 4 imported");
    }

    @Test
    void aDownloadThatBrokeIsAnErrorAndWhatCameBeforeStays() throws IOException {
        String whole = Files.readString(Path.of(FIREBASE));
        String cut = write("cut.json", whole.substring(0, whole.length() - 100));

        assertThat(run("--from", "firebase", "--hash-config", CONFIG, cut))
                .satisfies(outcome -> assertThat(outcome.code()).isEqualTo(1))
                .satisfies(outcome -> assertThat(outcome.output())
                        .contains("users read: ")
                        .contains("the file ends in the middle of a user, after 6 that were whole"));
        assertThat(run("--from", "firebase", "--hash-config", CONFIG, FIREBASE).output())
                .contains("already there")
                .doesNotContain(" 0 already there");
    }

    @Test
    void aSystemThatIsNotKnownIsAWrongArgument() {
        assertThat(run("--from", "nowhere", KEYCLOAK).code()).isEqualTo(2);
    }

    @Test
    void whatIsNoTextIsOneSentence() throws IOException {
        byte[] utf16 = Files.readString(Path.of(FIREBASE)).getBytes(StandardCharsets.UTF_16);
        List<String> files = new ArrayList<>();
        files.add(Files.write(directory.resolve("utf16"), utf16).toString());
        for (String begin :
                List.of("1f8b0800", "504b0304", "28b52ffd", "fd377a585a", "425a6839", "50474d4450", "53514c697465")) {
            byte[] bytes = new java.math.BigInteger(begin + "00".repeat(20), 16).toByteArray();
            int sign = bytes[0] == 0 ? 1 : 0;
            byte[] file = java.util.Arrays.copyOfRange(bytes, sign, bytes.length);
            files.add(Files.write(directory.resolve(begin), file).toString());
        }
        for (String file : files) {
            for (List<String> from : List.of(List.of("--from", "laravel", file), List.of(file))) {
                assertRefused(run(from.toArray(String[]::new)), "The file is ", "nothing was imported");
            }
        }
        assertThat(run("--from", "laravel", files.get(1)).output()).contains("compressed (gzip)", "gunzip");
    }

    @Test
    void aDirectoryAndNoFileAreTold() {
        assertRefused(run("--from", "keycloak", directory.toString()), "a directory was given", "REALM-users-*.json");
        assertRefused(run(directory.resolve("absent.json").toString()), "there is no file of that name");
    }

    /** A file of another system, or an empty file, is not a success. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "laravel | {\"customers\":[{\"email\":\"realm-a@example.org\"}]}",
                "firebase | [{\"sub\":1},{\"sub\":2}]",
                "keycloak | {\"realm\":\"shop\",\"clients\":[]}",
                "django | [{\"model\":\"auth.group\",\"pk\":1,\"fields\":{\"name\":\"x\"}}]",
                "auth0 | []",
                "wordpress | ''"
            })
    void aFileWithoutUsersIsAnError(String system, String content) throws IOException {
        String file = write("file", content);
        List<String> arguments = system.equals("firebase")
                ? List.of("--from", system, "--hash-config", CONFIG, file)
                : List.of("--from", system, file);

        assertThat(run(arguments.toArray(String[]::new)))
                .satisfies(outcome -> assertThat(outcome.code()).isEqualTo(1))
                .satisfies(outcome -> assertThat(outcome.output())
                        .contains("latchkey: no user of " + system + " was found in the file: export"));
    }

    private String write(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content).toString();
    }

    private InProcess run(String... arguments) {
        return InProcess.of(
                context,
                Stream.concat(Stream.of("user", "import"), Stream.of(arguments)).toArray(String[]::new));
    }

    private static void assertRefused(InProcess outcome, String... parts) {
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.output())
                .startsWith("latchkey: ")
                .contains(parts)
                .doesNotContain("Exception")
                .hasLineCount(1);
    }
}
