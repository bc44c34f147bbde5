package dev.latchkey.userimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** E1, E2: records in each form, with each kind of fault. */
@QuarkusTest
class ExportReadersTest {

    private static final String BCRYPT = "$2b$04$2FHvGqkqyJJFm/2aY/7TJOWkZjqRjechsuQA4YiSoYKPi7rrjCih2";

    @Inject
    ImportRows rows;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"email\":\"a@example.org\"},{\"email\":\"b@example.org\"}]",
                "  \n[ {\"email\":\"a@example.org\"} , {\"email\":\"b@example.org\"} ]\n",
                "{\"email\":\"a@example.org\"}\n{\"email\":\"b@example.org\"}",
                "{\"email\":\"a@example.org\"}\r\n\r\n{\"email\":\"b@example.org\"}\r\n",
                "{\n\"email\":\"a@example.org\"}{\"email\":\n\"b@example.org\"}",
                "email\na@example.org\nb@example.org\n",
                "\"Email\"\r\n\"a@example.org\"\r\n\"b@example.org\"\r\n",
                "id;EMAIL;x\n1;a@example.org;\"a;\"\"b\n\"\n2;b@example.org;\n",
                "id\temail\n1\ta@example.org\n2\tb@example.org\n"
            })
    void eachFormIsRead(String file) throws IOException {
        assertThat(read(SourceSystem.LARAVEL, file)).containsExactly("a@example.org", "b@example.org");
        assertThat(read(SourceSystem.LARAVEL, "\ufeff" + file)).containsExactly("a@example.org", "b@example.org");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"users\":[{\"email\":\"a@example.org\"},{\"email\":\"b@example.org\"}]}",
                "{\"aud\":{\"users\":1},\"users\":[{\"email\":\"a@example.org\"}],\"more\":[1,{}]}{\"users\":[{\"email\":\"b@example.org\"}]}",
                "[{\"users\":[{\"email\":\"a@example.org\"}]},{\"users\":[{\"email\":\"b@example.org\"}]}]"
            })
    void anObjectWithUsersIsRead(String file) throws IOException {
        assertThat(read(SourceSystem.SUPABASE, file)).containsExactly("a@example.org", "b@example.org");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"email\":\"a@example.org\"}, 17, {\"email\":\"b@example.org\"}]",
                "[{\"email\":\"a@example.org\"}, {}, {\"email\":\"b@example.org\"}]",
                "[{\"email\":\"a@example.org\"}, {\"email\":[1]}, {\"email\":\"b@example.org\"}]",
                "{\"email\":\"a@example.org\"}\n{\"email\"\n{\"email\":\"b@example.org\"}",
                "{\"email\":\"a@example.org\"}\nnull\n{\"email\":\"b@example.org\"}",
                "id,email\n1,a@example.org\n2\n3,b@example.org\n",
                "id,email\n1,a@example.org\n2,x@example.org,3\n3,b@example.org\n",
                "id,email\n1,a@example.org\n2,\n3,b@example.org\n"
            })
    void oneSpoiltRecordSpoilsNoOther(String file) throws IOException {
        assertThat(read(SourceSystem.LARAVEL, file))
                .hasSize(3)
                .contains("a@example.org", "b@example.org")
                .element(1)
                .satisfies(bad -> assertThat(bad).startsWith("refused 2"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{'email':'a@example.org'},{'email'|file_truncated",
                "[{'email':'a@example.org'}|file_truncated",
                "{'email':'a@example.org'}#{'email':'b@exa|file_truncated",
                "id,email#1,a@example.org#2|file_truncated",
                "id,email#1,a@example.org#2,\"b@ex|file_truncated",
                "id,email#1,a@example.org#2,b@example.or|file_truncated",
                "[{'email':'a@example.org'},}|file_malformed",
                "[{'email':'a@example.org'},[[[]|file_truncated"
            })
    void whatCameBeforeTheFaultIsReadAndTheFaultIsTold(String file, String code) {
        List<String> names = new ArrayList<>();

        assertThatExceptionOfType(UnreadableExport.class)
                .isThrownBy(
                        () -> read(SourceSystem.LARAVEL, file.replace('\'', '"').replace('#', '\n'), names))
                .satisfies(end -> {
                    assertThat(end.code()).isEqualTo(code);
                    assertThat(end).hasMessageContaining(code.equals("file_malformed") ? "user 1:" : "after 1 that");
                });
        assertThat(names).containsExactly("a@example.org");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \n ",
                "[]",
                "{\"users\":[]}",
                "email\n",
                "-- MySQL dump 10.13\nINSERT INTO `users` VALUES (1,'a@example.org');",
                "<users><user/></users>",
                "1,a@example.org\n",
                "{\"realm\":\"shop\",\"enabled\":true,\"clients\":[]}"
            })
    void aFileWithoutUsersIsAnErrorThatSaysHowToExport(String file) {
        assertThatExceptionOfType(UnreadableExport.class)
                .isThrownBy(() -> read(SourceSystem.KEYCLOAK, file))
                .satisfies(end -> assertThat(end.code()).isEqualTo("no_users"))
                .withMessageContaining("kc.sh export");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32LE"})
    void utf16IsToldInOneSentence(String charset) {
        byte[] file = "[{\"email\":\"a@example.org\"}]".getBytes(Charset.forName(charset));

        assertThatExceptionOfType(UnreadableExport.class)
                .isThrownBy(() -> read(SourceSystem.LARAVEL, file, new ArrayList<>()))
                .satisfies(end -> assertThat(end.code()).isEqualTo("file_not_utf8"));
    }

    @Test
    void memoryIsBoundedWhateverIsInARecord() throws IOException {
        String picture = "x".repeat(9_000_000);
        String deep = "[".repeat(150) + "]".repeat(150);
        String file =
                "[{\"picture\":\"%s\",\"email\":\"a@example.org\",\"other\":%s},{\"email\":\"b@example.org\",\"password\":\"%s\"},{\"email\":\"c@example.org\"}]"
                        .formatted(picture, deep, "x".repeat(100_000));

        assertThat(read(SourceSystem.LARAVEL, file))
                .containsExactly("a@example.org", "refused 2 : must have at most 65,536 characters", "c@example.org");
        assertThat(read(SourceSystem.LARAVEL, "email,x\na@example.org,\"" + picture + "\"\nb@example.org,\n"))
                .containsExactly("a@example.org", "b@example.org");
        assertThat(read(SourceSystem.LARAVEL, "email,password\na@example.org,\"" + picture + "\"\nb@example.org,\n"))
                .containsExactly("refused 1 : must have at most 65,536 characters", "b@example.org");
    }

    /** E2: an address is verified only by a clear yes in the right column. */
    @ParameterizedTest
    @CsvSource({
        "KEYCLOAK, emailVerified, true, true",
        "KEYCLOAK, emailVerified, null, false",
        "KEYCLOAK, emailVerified, 'x', false",
        "KEYCLOAK, email_verified_at, '2021-03-05', false",
        "AUTH0, email_verified, true, true",
        "AUTH0, email_verified, 'false', false",
        "SUPABASE, email_confirmed_at, '2021-03-05 16:35:16+00', true",
        "SUPABASE, email_confirmed_at, null, false",
        "SUPABASE, confirmed_at, '2021-03-05 16:35:16+00', true",
        "SUPABASE, phone_confirmed_at, '2021-03-05 16:35:16+00', false",
        "LARAVEL, email_verified_at, '2021-03-05 16:35:16', true",
        "LARAVEL, email_verified_at, '0000-00-00 00:00:00', false",
        "LARAVEL, email_verified_at, 'never', false",
        "LARAVEL, confirmed_at, '2021-03-05 16:35:16', false",
        "DEVISE, confirmed_at, '2021-03-05 16:35:16 UTC', true",
        "DEVISE, confirmed_at, '', false",
        "DJANGO, email_verified, true, false",
        "WORDPRESS, email_verified, true, false",
        "ASPNET, EmailConfirmed, 1, true",
        "ASPNET, EmailConfirmed, 0, false",
        "BETTER_AUTH, emailVerified, true, true",
        "BETTER_AUTH, emailVerified, null, false"
    })
    void anAddressIsVerifiedWhereTheSourceSaysSo(SourceSystem system, String member, String value, boolean verified)
            throws IOException {
        String json = value == null || value.matches("true|null|[01]") ? value : "\"" + value + "\"";
        String file =
                "[{\"username\":\"alice\",\"user_login\":\"alice\",\"email\":\"a@example.org\",\"user_email\":\"a@example.org\",\"enabled\":true,\"%s\":%s}]"
                        .formatted(member, json == null ? "null" : json);
        ImportEntry entry =
                source(system, file.getBytes(StandardCharsets.UTF_8)).next();

        assertThat(entry)
                .isInstanceOfSatisfying(
                        ImportEntry.Acceptable.class,
                        user -> assertThat(user.user().emailVerified()).isEqualTo(verified));
    }

    @Test
    void aHashThatCannotBeReadRefusesOrIsDropped() throws IOException {
        String file = "email,password\na@example.org,5f4dcc3b5aa765d61d8327deb882cf99\nb@example.org," + BCRYPT + "\n";

        assertThat(read(SourceSystem.LARAVEL, file))
                .first()
                .asString()
                .startsWith("refused 1 a@example.org: must be of bcrypt");
        ExportSource dropping = new ExportSource(
                new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)),
                new ExportOptions(SourceSystem.LARAVEL, null, false, true, null),
                rows);
        assertThat(dropping.next()).isInstanceOfSatisfying(ImportEntry.Acceptable.class, user -> {
            assertThat(user.user().passwordHash()).isNull();
            assertThat(user.notes())
                    .singleElement()
                    .satisfies(note -> assertThat(note.message()).endsWith("imported without a password"));
        });
    }

    @Test
    void aNameOfAFileDoesNotSteerATerminal() throws IOException {
        assertThat(read(SourceSystem.KEYCLOAK, "[{\"username\":\"a\\u001b[2J\\u202e\\nx\",\"enabled\":true}]"))
                .singleElement()
                .asString()
                .startsWith("refused 1 a?[2J??x: must have 3 to 64");
    }

    private List<String> read(SourceSystem system, String file) throws IOException {
        List<String> names = new ArrayList<>();
        read(system, file, names);
        return names;
    }

    private void read(SourceSystem system, String file, List<String> names) throws IOException {
        read(system, file.getBytes(StandardCharsets.UTF_8), names);
    }

    private void read(SourceSystem system, byte[] file, List<String> names) throws IOException {
        ExportSource source = source(system, file);
        for (ImportEntry entry; (entry = source.next()) != null; ) {
            if (entry instanceof ImportEntry.Refused refused) {
                names.add("refused " + refused.fault().line() + " " + refused.name() + ": "
                        + refused.fault().message());
            } else if (entry instanceof ImportEntry.Acceptable user) {
                names.add(user.user().username());
            }
        }
    }

    private ExportSource source(SourceSystem system, byte[] file) throws UnreadableExport {
        return new ExportSource(
                new ByteArrayInputStream(file), new ExportOptions(system, null, false, false, null), rows);
    }
}
