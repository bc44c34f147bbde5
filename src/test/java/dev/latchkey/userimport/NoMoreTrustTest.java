package dev.latchkey.userimport;

import static dev.latchkey.userimport.ExportReading.BCRYPT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Database;
import dev.latchkey.audit.Actor;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** E1, E2: a user who could not sign in to the other system cannot sign in here, however that system states it. */
@QuarkusTest
class NoMoreTrustTest {

    @Inject
    ImportRows rows;

    @Inject
    UserImport imports;

    @Inject
    Database database;

    private ExportReading reading;

    @BeforeEach
    void begin() {
        reading = new ExportReading(rows);
    }

    /** Columns that applications add to the table of their framework. */
    @ParameterizedTest
    @CsvSource({
        "LARAVEL, is_active, 0",
        "LARAVEL, active, false",
        "LARAVEL, active, N",
        "LARAVEL, banned_at, 2021-03-05 16:35:16",
        "LARAVEL, blocked, yes",
        "LARAVEL, suspended, b'1'",
        "LARAVEL, disabled, on",
        "LARAVEL, status, inactive",
        "LARAVEL, status, Banned",
        "LARAVEL, status, 0",
        "LARAVEL, user_status, suspended",
        "DEVISE, approved, f",
        "DEVISE, suspended_at, 2021-03-05 16:35:16 UTC",
        "DEVISE, locked_at, 05/03/2021",
        "DJANGO, is_active, off",
        "DJANGO, is_active, b'0'",
        "DJANGO, is_blocked, true",
        "WORDPRESS, user_status, 1",
        "WORDPRESS, user_status, 2",
        "WORDPRESS, spam, 1",
        "ASPNET, IsActive, False",
        "ASPNET, IsEnabled, 0",
        "ASPNET, LockoutEnd, 01/01/2999 00:00:00 +00:00",
        "ASPNET, Disabled, True",
        "SUPABASE, banned_until, 2999-01-01 00:00:00+00",
        "SUPABASE, banned_until, infinity",
        "AUTH0, blocked, yes",
        "BETTER_AUTH, banned, 1",
        "BETTER_AUTH, locked, true"
    })
    void aUserWhoWasKeptOutIsDisabled(SourceSystem system, String column, String value) throws IOException {
        assertThat(reading.read(system, file(column, value)))
                .singleElement()
                .asString()
                .startsWith(system == SourceSystem.SUPABASE ? "a@example.org " : "a")
                .contains(" disabled ");
    }

    @ParameterizedTest
    @CsvSource({
        "LARAVEL, is_active, 1",
        "LARAVEL, active, NULL",
        "LARAVEL, banned_at, 0000-00-00 00:00:00",
        "LARAVEL, blocked, no",
        "LARAVEL, disabled, b'0'",
        "LARAVEL, suspended, null",
        "LARAVEL, status, active",
        "LARAVEL, status, 1",
        "LARAVEL, user_status, 0",
        "LARAVEL, state, NY",
        "DEVISE, approved, t",
        "WORDPRESS, user_status, 0",
        "WORDPRESS, spam, 0",
        "WORDPRESS, deleted, 0",
        "ASPNET, LockoutEnabled, True",
        "ASPNET, LockoutEnd, 2001-01-01 00:00:00 +00:00",
        "SUPABASE, banned_until, 2001-01-01 00:00:00+00",
        "SUPABASE, deleted_at, null",
        "SUPABASE, is_anonymous, f",
        "BETTER_AUTH, banned, false"
    })
    void aUserWhoWasNotKeptOutIsActive(SourceSystem system, String column, String value) throws IOException {
        assertThat(reading.read(system, file(column, value)))
                .singleElement()
                .asString()
                .contains(" active ");
    }

    @ParameterizedTest
    @CsvSource({
        "LARAVEL, deleted_at, 2021-03-05 16:35:16",
        "LARAVEL, deleted_at, 05/03/2021",
        "LARAVEL, is_deleted, 1",
        "DEVISE, discarded_at, 2021-03-05 16:35:16 UTC",
        "WORDPRESS, deleted, 1",
        "ASPNET, IsDeleted, True",
        "SUPABASE, deleted_at, 2021-03-05 16:35:16+00"
    })
    void aUserWhoWasDeletedIsSkipped(SourceSystem system, String column, String value) throws IOException {
        assertThat(reading.read(system, file(column, value)))
                .singleElement()
                .asString()
                .startsWith("skipped 1 a")
                .endsWith("was deleted there");
    }

    /** A bit of MySQL in JSON, and MongoDB's dates. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"email\":\"a@example.org\",\"banned\":\"\\u0001\"}",
                "{\"email\":\"a@example.org\",\"banned\":true,\"banExpires\":null}",
                "{\"email\":\"a@example.org\",\"banned\":true,\"banExpires\":{\"$date\":\"2999-01-01T00:00:00Z\"}}",
                "{\"email\":\"a@example.org\",\"suspendedAt\":{\"$date\":{\"$numberLong\":\"1614962116000\"}}}",
                "{\"email\":\"a@example.org\",\"active\":\"\\u0000\"}",
                "{\"email\":\"a@example.org\",\"active\":0.0}"
            })
    void whatJsonSaysKeepsOutToo(String user) throws IOException {
        assertThat(reading.read(SourceSystem.BETTER_AUTH, "[" + user + "]"))
                .containsExactly("a@example.org unverified disabled no-password");
    }

    /** A whole {@code dumpdata}: other models have passwords, too. */
    @Test
    void onlyDjangosUsersAreUsers() throws IOException {
        String file = """
                [{"model":"mail.account","pk":1,"fields":{"username":"smtp-relay","password":"plain"}},
                {"model":"accounts.customer","pk":7,"fields":{"email":"a@example.org","password":"!x","last_login":null}},
                {"model":"accounts.user","fields":{"username":"bobby","password":"%s","is_superuser":true,"is_staff":true}},
                {"model":"admin.logentry","pk":1,"fields":{"user":1}}]""".formatted("bcrypt$" + BCRYPT);

        assertThat(reading.read(SourceSystem.DJANGO, file))
                .containsExactly(
                        "skipped 1 smtp-relay: is of a model that has a password and no last_login, and so none of Django's"
                                + " users",
                        "a@example.org unverified active no-password",
                        "bobby unverified active password");
    }

    /** Django and WordPress distinguish case, and users who sign in with Google have no hash by which two could be distinguished. */
    @ParameterizedTest
    @ValueSource(ints = {2, 700})
    void twoUsersOfOneNameAreNotTakenForOne(int distance) throws IOException {
        StringBuilder file = new StringBuilder("username,email,password\nNmt-Bob,bob1@example.org,!\n");
        for (int i = 2; i < distance; i++) {
            file.append("nmt-").append(i).append(",,!\n");
        }
        file.append("nmt-bob,bob2@example.org,!\nNmt-Bob,bob1@example.org,!\n");

        for (boolean dryRun : List.of(true, false)) {
            assertThat(imported(file.toString(), dryRun))
                    .isEqualTo(new ImportSummary(distance + 1, distance - 1, 1, 0, 1));
        }
        assertThat(imported(file.toString(), false)).isEqualTo(new ImportSummary(distance + 1, 0, distance, 0, 1));
        database.run("delete from users where username ilike 'nmt-%'");
    }

    private ImportSummary imported(String file, boolean dryRun) throws IOException {
        return imports.run(
                Actor.COMMAND_LINE,
                new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)),
                ExportReading.options(SourceSystem.DJANGO, null),
                dryRun,
                new UserImport.Watcher() {
                    @Override
                    public void refused(ImportFault fault, String name) {
                        assertThat(name).isEqualTo("nmt-bob");
                    }

                    @Override
                    public void noted(ImportNote note, String name) {
                        assertThat(note.field()).isEqualTo("passwordHash");
                    }
                });
    }

    private static String file(String column, String value) {
        return "username,user_login,email,user_email," + column + "\nalice,alice,a@example.org,a@example.org," + value
                + "\n";
    }
}
