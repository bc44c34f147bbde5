package dev.latchkey.userimport;

import static dev.latchkey.Api.PASSWORD;
import static dev.latchkey.Api.login;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.Database;
import dev.latchkey.audit.Actor;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** E1, E2: export files of ten systems, with the gaps that real ones have. The expected result is beside each file. */
@QuarkusTest
class ExportFilesTest {

    private static final String USERS = """
            select concat_ws(' ', username,
                case when email is null then 'no-address' when email_verified_at is null then 'unverified' else 'verified' end,
                lower(status), case when password_hash is null then 'no-password' else 'password' end,
                case when created_at > now() - interval '1 hour' then 'now' else to_char(created_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') end,
                (select string_agg(role_name, ',') from user_roles where user_id = u.id))
            from users u where username collate "C" like ? order by username collate "C\"""";

    @Inject
    UserImport imports;

    @Inject
    Database database;

    @ParameterizedTest
    @CsvSource({
        "KEYCLOAK, keycloak.json, kc",
        "FIREBASE, firebase.json, fb",
        "AUTH0, auth0.ndjson, a0",
        "SUPABASE, supabase.csv, sb",
        "DJANGO, django.json, dj",
        "LARAVEL, laravel.json, lv",
        "DEVISE, devise.csv, dv",
        "WORDPRESS, wordpress.tsv, wp",
        "ASPNET, aspnet.csv, an",
        "BETTER_AUTH, better-auth.json, ba"
    })
    void countsAreComparedNobodyIsLostAndNobodyIsTrustedMore(SourceSystem system, String file, String prefix)
            throws IOException {
        byte[] export = bytes(file);
        List<String> rehearsed = run(system, export, true);
        assertThat(database.texts(USERS, prefix + "%")).isEmpty();

        List<String> told = run(system, export, false);

        assertThat(rehearsed).as("a dry run tells the same").isEqualTo(told);
        List<String> all = new ArrayList<>(told);
        all.addAll(database.texts(USERS, prefix + "%"));
        assertThat(String.join("\n", all)).isEqualTo(text(file + ".expected").strip());
        for (String user : database.texts(USERS, prefix + "%")) {
            int right = user.contains(" active password ") ? 200 : 401;
            login(user.substring(0, user.indexOf(' ')), PASSWORD).then().statusCode(right);
        }
        assertThat(run(system, export, false))
                .as("the same file can come again")
                .last()
                .satisfies(counts -> assertThat(counts)
                        .contains("imported 0")
                        .endsWith(told.get(told.size() - 1).replaceFirst(".* skipped", "skipped")));
    }

    /** E1: a file that ends too early is an error, wherever it ends, and the message tells how far it was read. */
    @ParameterizedTest
    @CsvSource({
        "KEYCLOAK, keycloak.json",
        "FIREBASE, firebase.json",
        "DJANGO, django.json",
        "LARAVEL, laravel.json",
        "BETTER_AUTH, better-auth.json"
    })
    void aTruncatedFileIsAnError(SourceSystem system, String file) throws IOException {
        String whole = new String(bytes(file), StandardCharsets.UTF_8).strip();
        for (int length = 0; length < whole.length(); length += 97) {
            byte[] cut = whole.substring(0, length).getBytes(StandardCharsets.UTF_8);
            assertThatExceptionOfType(UnreadableExport.class)
                    .as("%d characters", length)
                    .isThrownBy(() -> run(system, cut, true))
                    .satisfies(end -> assertThat(end.code()).isIn("file_truncated", "no_users"));
        }
    }

    private List<String> run(SourceSystem system, byte[] export, boolean dryRun) throws IOException {
        List<String> told = new ArrayList<>();
        ExportOptions options = new ExportOptions(
                system, null, false, false, system == SourceSystem.FIREBASE ? text("firebase-hash-config.txt") : null);
        ImportSummary summary = imports.run(
                Actor.COMMAND_LINE, new ByteArrayInputStream(export), options, dryRun, new UserImport.Watcher() {
                    @Override
                    public void refused(ImportFault fault, String name) {
                        told.add(
                                "refused %d (%s): %s %s".formatted(fault.line(), name, fault.field(), fault.message()));
                    }

                    @Override
                    public void skipped(ImportNote note, String name) {
                        told.add("skipped %d (%s): %s".formatted(note.line(), name, note.message()));
                    }

                    @Override
                    public void noted(ImportNote note, String name) {
                        told.add("noted %d (%s): %s %s".formatted(note.line(), name, note.field(), note.message()));
                    }
                });
        assertThat(summary.lines())
                .isEqualTo(summary.imported() + summary.alreadyThere() + summary.skipped() + summary.refused());
        told.add("read %d, imported %d, present %d, skipped %d, refused %d"
                .formatted(
                        summary.lines(),
                        summary.imported(),
                        summary.alreadyThere(),
                        summary.skipped(),
                        summary.refused()));
        return told;
    }

    private static String text(String file) throws IOException {
        return new String(bytes(file), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String file) throws IOException {
        try (InputStream input = ExportFilesTest.class.getResourceAsStream("/exports/" + file)) {
            return Objects.requireNonNull(input, file).readAllBytes();
        }
    }
}
