package dev.latchkey.userimport;

import static dev.latchkey.userimport.ExportReading.BCRYPT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** E1: forms in which spreadsheets, database tools and old systems write the same table. */
@QuarkusTest
class WildFormsTest {

    private static final String ALICE = "a@example.org verified active password";
    private static final String BOB = "b@example.org unverified active no-password";

    @Inject
    ImportRows rows;

    private ExportReading reading;

    @BeforeEach
    void begin() {
        reading = new ExportReading(rows);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "email,password,email_verified_at%na@example.org,%p,2021-03-05%nb@example.org,,%n",
                "Email Verified At , EMAIL, Password %n2021-03-05, a@example.org, %p%n,b@example.org,NULL%n",
                "sep=;%nemail;password;email_verified_at%na@example.org;%p;2021-03-05%nb@example.org;;%n",
                "\"email\"\t\"password\"\t\"email_verified_at\"%n\"a@example.org\"\t\"%p\"\t\"2021-03-05\"%nb@example.org\t\\N\t\\N%n",
                "email\tpassword\temail_verified_at%na@example.org\t%p\t2021-03-05%nb@example.org\t\\N\t\\N%n",
                "%n%nemail,password,email_verified_at,bio%na@example.org,%p,2021-03-05,\"one, \"\"two\"\"%n%nthree\"%n%nb@example.org,,,%n",
                "{\"email\":\"a@example.org\",\"password\":\"%p\",\"email_verified_at\":1614962116}%n{\"email\":\"b@example.org\"}%n",
                "[{\"Email\":\" a@example.org\",\"password\":\"%p \",\"email_verified_at\":\"2021-03-05\"},%n{\"email\":\"b@example.org\"}]",
            })
    void aLineEndsAsOnAnySystem(String form) throws IOException {
        for (String lineEnd : List.of("\n", "\r\n", "\r")) {
            String file = form.replace("%p", BCRYPT).replace("%n", lineEnd);
            assertThat(new ExportReading(rows).read(SourceSystem.LARAVEL, file)).containsExactly(ALICE, BOB);
            assertThat(new ExportReading(rows).read(SourceSystem.LARAVEL, "\ufeff" + file))
                    .containsExactly(ALICE, BOB);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void latchkeysOwnLinesEndAsOnAnySystem(String lineEnd) throws IOException {
        String file = String.join(lineEnd, "{\"username\":\"alice\"}", "", "{}", "{\"username\":\"bobby\"}", "");
        LineSource source = new LineSource(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)), rows);
        List<String> told = new ArrayList<>();
        for (ImportEntry entry; (entry = source.next()) != null; ) {
            told.add(
                    entry instanceof ImportEntry.Acceptable user
                            ? user.line() + " " + user.user().username()
                            : "refused " + ((ImportEntry.Refused) entry).fault().line());
        }

        assertThat(told).containsExactly("1 alice", "refused 3", "4 bobby");
    }

    /** A field that no reader needs is not kept, and its length affects no user. */
    @Test
    void aLongFieldThatIsNotAskedForIsPassedOver() throws IOException {
        String data = "{\"\"picture\"\": \"\"data:image/png;base64," + "A".repeat(200_000) + "\"\"}";

        assertThat(reading.read(
                        SourceSystem.SUPABASE,
                        "raw_user_meta_data,email\n\"" + data + "\",a@example.org\n" + "x".repeat(200_000)
                                + ",b@example.org\n"))
                .containsExactly(
                        "a@example.org unverified active no-password", "b@example.org unverified active no-password");
    }

    @Test
    void aQuoteThatIsNotClosedIsTraced() throws IOException {
        String rowsBefore = "email,name\na@example.org,x\n";

        for (String last : List.of("d@example.org,\"z\"", "d@example.org,\"z,z\"")) {
            assertThat(new ExportReading(rows)
                            .read(
                                    SourceSystem.LARAVEL,
                                    rowsBefore + "b@example.org,\"y\nc@example.org,z\n" + last + "\ne@example.org,z\n"))
                    .containsExactly(
                            "a@example.org unverified active no-password",
                            "refused 2 :  must have nothing between a closing quote and the next field in line 3 to 5; a quote"
                                    + " that is not closed takes more lines in",
                            "e@example.org unverified active no-password");
        }
        assertThatExceptionOfType(UnreadableExport.class)
                .isThrownBy(() -> new ExportReading(rows)
                        .read(SourceSystem.LARAVEL, rowsBefore + "b@example.org,\"y\nc@example.org,z\n"))
                .withMessageContaining("within a quote of the row that begins in line 3, after 1 that were whole");
    }

    /** DBeaver writes a table as the one member of an object. */
    @ParameterizedTest
    @CsvSource({
        "LARAVEL, users",
        "DJANGO, auth_user",
        "WORDPRESS, shop_users",
        "ASPNET, AspNetUsers",
        "BETTER_AUTH, user"
    })
    void aTableIsTheMemberOfAnObject(SourceSystem system, String table) throws IOException {
        String user = "{\"user_login\":\"bobby\",\"username\":\"bobby\",\"users\":[{\"username\":\"mallory\"}]}";

        assertThat(reading.read(
                        system, "{\"roles\":[{\"username\":\"x\"}],\"%s\": [%s,\n%s]}".formatted(table, user, user)))
                .hasSize(2)
                .allMatch(each -> each.startsWith("bobby "));
        assertThatExceptionOfType(UnreadableExport.class)
                .isThrownBy(
                        () -> new ExportReading(rows).read(system, "{\"n\":1}\n{\"%s\":[%s]}".formatted(table, user)))
                .satisfies(end -> assertThat(end.code()).isEqualTo("no_users"));
    }

    /** Quotes as in RFC 4180, MySQL's with backslashes, and quotes after a space. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "'say ''hi'' to c@example.org, ok','C:\\',a@example.org#',',x,b@example.org#",
                "'say \\'hi\\', c@example.org','C:\\\\',a@example.org#'\\'',\\N,b@example.org#",
                "'\\'x\\\ny\\'', 'z' , 'a@example.org'#x, y ,'b@example.org'#"
            })
    void aQuoteInATextEndsNoField(String form) throws IOException {
        String file = "'bio', 'name', 'email'#" + form;
        assertThat(reading.read(
                        SourceSystem.LARAVEL,
                        file.replace("''", "\"\"").replace('\'', '"').replace('#', '\n')))
                .containsExactly(
                        "a@example.org unverified active no-password", "b@example.org unverified active no-password");
    }

    /** {@code firebase auth:export users.csv} has 29 fields and no header. */
    @Test
    void firebasesCsvIsRead() throws IOException {
        String hash = "dKse10h0GB+GJwh5OI3aywn9sqUQqou3uF48EDi7lliZ/dq4T+txsw4tTIQ2Qo6D8URH/kMEyi86vvaOhaRwZw==";
        String elsewhere = ",".repeat(17);
        String file = "f1,a@example.org,true," + hash + ",SJ4LcIEKTg7t6Q==,\"A, B\"," + elsewhere
                + "1614962196775,1614962196775,,false,\"{\"\"admin\"\":true}\",\n"
                + "f2,b@example.org,false,,,B," + elsewhere + "1614962196775,,,true,,\n"
                + "f3,,false,,,," + elsewhere + "1614962196775,,+15555550100,false,,\n"
                + "f4,,false,,,," + elsewhere + "1614962196775,,,,,\n";

        assertThat(reading.read(SourceSystem.FIREBASE, file))
                .containsExactly(
                        "a@example.org verified active password",
                        "b@example.org unverified disabled no-password",
                        "skipped 3 f3: signs in by phone and has no e-mail address, and so no name to sign in with",
                        "skipped 4 f4: is anonymous or has no e-mail address, and so no name to sign in with");
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"algorithm\": \"SCRYPT\", \"signerKey\": \"jxspr8Ki\", \"saltSeparator\": \"Bw==\", \"rounds\": 8, \"memoryCost\": 14}'",
        "'hash_config { algorithm: SCRYPT, base64_signer_key: jxspr8Ki, base64_salt_separator: Bw==, rounds: 8, mem_cost: 14 }'"
    })
    void firebasesParametersAreReadAsConsoleAndApiShowThem(String config) throws UnreadableExport {
        assertThat(Firebase.of(config)).isNotNull();
    }

    /** A user with a NUL in the name or the address is refused. */
    @Test
    void aNulIsNoName() throws IOException {
        assertThat(
                        reading.read(
                                SourceSystem.KEYCLOAK,
                                "[{\"username\":\"al\\u0000ice\",\"enabled\":true},{\"username\":\"bobby\",\"email\":\"b\\u0000@example.org\",\"enabled\":true}]"))
                .containsExactly(
                        "refused 1 al?ice: username must have 3 to 64 letters, digits or . _ - @ +",
                        "refused 2 bobby: email must be an e-mail address");
    }
}
