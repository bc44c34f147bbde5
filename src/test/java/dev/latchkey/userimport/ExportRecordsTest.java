package dev.latchkey.userimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.user.UserStatus;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** E1, E2: no record of a file is lost, and no record is created from what a user wrote. */
@QuarkusTest
class ExportRecordsTest {

    @Inject
    ImportRows rows;

    @Test
    void everyRecordOfALineIsRead() throws IOException {
        assertThat(
                        read(
                                SourceSystem.AUTH0,
                                "{'email':'a@example.org'}{'email':'b@example.org'} {'email':'c@example.org'}\n{'email':'d@example.org'}"))
                .containsExactly("a@example.org", "b@example.org", "c@example.org", "d@example.org");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "}", "17", "{'email'"})
    void whatIsBehindALinesRecordIsAFault(String junk) throws IOException {
        assertThat(read(SourceSystem.AUTH0, "{'email':'a@example.org'}" + junk + "\n{'email':'b@example.org'}\n"))
                .containsExactly("a@example.org", "refused 2 : must be a JSON object", "b@example.org");
    }

    @Test
    void aFirstLineOfAnyLengthIsRead() throws IOException {
        String user = "{'email':'%s@example.org','picture':'" + "x".repeat(2_000_000) + "'}";

        assertThat(read(SourceSystem.AUTH0, user.replace("%s", "a") + "\n" + user.replace("%s", "b") + "\n"))
                .containsExactly("a@example.org", "b@example.org");
        assertThat(read(
                        SourceSystem.SUPABASE,
                        "{'users':[" + user.replace("%s", "a") + "," + user.replace("%s", "b") + "]}"))
                .containsExactly("a@example.org", "b@example.org");
    }

    @Test
    void aTabFileOfMysqlHasNoQuotesAndItsEscapesAreUndone() throws IOException {
        String file = """
                user_login\tdisplay_name\tuser_email
                alice\t"x\ta@example.org
                bob\tO\\tK\\n\tNULL
                c\\\\d\t"y"\tc@example.org
                erin\t\\\\\te@example.org
                """;

        assertThat(read(SourceSystem.WORDPRESS, file)).hasSize(4).contains("alice", "bob", "erin");
        assertThat(read(SourceSystem.WORDPRESS, file).get(2)).startsWith("refused 3 c\\d");
    }

    @ParameterizedTest
    @EnumSource(SourceSystem.class)
    void anArrayInAUsersRecordHoldsNoUsers(SourceSystem system) throws IOException {
        String forged =
                "[{'username':'mallory','user_login':'mallory','email':'m@example.org','user_email':'m@example.org'}]";
        for (String name : List.of("users", "data")) {
            String user = "{'username':'alice','user_login':'alice','email':'alice@example.org','enabled':true,"
                    + "'type':'table','" + name + "':" + forged + "}";
            for (String file : List.of(user, user + "\n" + user, "[" + user + "]", "[[" + user + "]]")) {
                assertThat(read(system, file)).isNotEmpty().allMatch(each -> each.startsWith("alice"));
            }
        }
    }

    @Test
    void usersAndDataAreReadWhereTheSystemHasThem() throws IOException {
        String tables =
                "[{'type':'header','version':'5'},{'type':'table','name':'posts','data':[{'email':'p@example.org'}]},"
                        + "{'type':'table','name':'users','data':[{'email':'a@example.org','data':[{'email':'m@example.org'}]}]}]";

        assertThat(read(SourceSystem.LARAVEL, tables)).containsExactly("a@example.org");
        assertThat(read(SourceSystem.LARAVEL, "[{'users':[{'email':'m@example.org'}]},{'email':'a@example.org'}]"))
                .hasSize(2)
                .doesNotContain("m@example.org");
    }

    @Test
    void aSecondRealmEndsTheImport() throws IOException {
        String shop = "{'realm':'shop','users':[{'username':'alice','enabled':true}]}";
        String master = "{'users':[{'username':'admin','enabled':true}],'realm':'master'}";
        for (String file :
                List.of(shop + master, "[" + shop + "," + master + "]", shop + "\n" + shop.replace("shop", "master"))) {
            List<String> names = new ArrayList<>();
            assertThatExceptionOfType(UnreadableExport.class)
                    .isThrownBy(() -> read(SourceSystem.KEYCLOAK, file, names))
                    .satisfies(end -> assertThat(end.code()).isEqualTo("several_realms"));
            assertThat(names).containsExactly("alice");
        }
        assertThat(read(SourceSystem.KEYCLOAK, "{'realm':'master'}" + shop + shop.replace("alice", "bobby")))
                .containsExactly("alice", "bobby");
    }

    @ParameterizedTest
    @CsvSource({
        "SUPABASE, 'email_confirmed_at,confirmed_at', ',2021-03-05 16:35:16+00', false",
        "SUPABASE, 'id,confirmed_at', '1,2021-03-05 16:35:16+00', true",
        "LARAVEL, email_verified_at, 0, false",
        "LARAVEL, email_verified_at, -000001-11-30T00:00:00.000000Z, false",
        "LARAVEL, email_verified_at, 1970-01-01 00:00:00, false",
        "DEVISE, confirmed_at, 0, false",
        "DEVISE, confirmed_at, 1, true"
    })
    void anAddressIsVerifiedByATimeThatIsOne(SourceSystem system, String columns, String values, boolean verified)
            throws IOException {
        assertThat(user(system, "email," + columns + "\na@example.org," + values + "\n")
                        .user()
                        .emailVerified())
                .isEqualTo(verified);
    }

    @ParameterizedTest
    @CsvSource({
        "LockoutEnd, 9999-12-31 23:59:59 +00:00, DISABLED",
        "LockoutEndDateUtc, 9999-12-31 23:59:59.997, DISABLED",
        "LockoutEndDateUtc, infinity, DISABLED",
        "LockoutEndDateUtc, 2021-03-05 16:35:16.000, ACTIVE",
        "LockoutEndDateUtc, 0001-01-01 00:00:00, ACTIVE",
        "LockoutEndDateUtc, NULL, ACTIVE"
    })
    void aLockoutIsReadOfEitherIdentity(String column, String value, UserStatus status) throws IOException {
        assertThat(user(SourceSystem.ASPNET, "UserName," + column + "\nalice," + value + "\n")
                        .user()
                        .status())
                .isEqualTo(status);
    }

    @Test
    void aUserDeletedAtNoTimeIsNotDeleted() throws IOException {
        assertThat(read(SourceSystem.LARAVEL, "email,deleted_at\na@example.org,-000001-11-30T00:00:00.000000Z\n"))
                .containsExactly("a@example.org");
    }

    @Test
    void whatIsPassedOverEndsNoImport() throws IOException {
        String deep = "[".repeat(5_000) + "]".repeat(5_000);
        String name = "x".repeat(100_000);
        String file = "[{'email':'a@example.org','x':" + deep + ",'" + name + "':1,'y':" + "1".repeat(5_000) + "},"
                + "{'email':'b@example.org','accounts':" + deep + "},"
                + "{'email':'c@example.org','password':'" + "x".repeat(5_000_000) + "'},"
                + "{'email':'d@example.org','accounts':[" + "1,".repeat(200_000) + "1]},{'email':'e@example.org'}]";

        assertThat(read(SourceSystem.BETTER_AUTH, file))
                .containsExactly(
                        "a@example.org",
                        "refused 2 : must have at most 32 levels",
                        "refused 3 : must have at most 65,536 characters",
                        "refused 4 : must have at most 65,536 characters",
                        "e@example.org");
    }

    @Test
    void aRowAndDjangosColumnsAreBounded() throws IOException {
        assertThat(read(SourceSystem.LARAVEL, "id,email\n" + ",".repeat(3_000) + "\n1,a@example.org\n"))
                .containsExactly("refused 1 : must have at most 65,536 characters", "a@example.org");
        assertThat(read(
                        SourceSystem.DJANGO,
                        "[{'model':'auth.user','fields':{'username':'alice','password':'','bio':'" + "x".repeat(100_000)
                                + "'}}]"))
                .containsExactly("alice");
    }

    private List<String> read(SourceSystem system, String file) throws IOException {
        List<String> names = new ArrayList<>();
        read(system, file, names);
        return names;
    }

    private void read(SourceSystem system, String file, List<String> names) throws IOException {
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

    private ImportEntry.Acceptable user(SourceSystem system, String file) throws IOException {
        return (ImportEntry.Acceptable) source(system, file).next();
    }

    private ExportSource source(SourceSystem system, String file) throws UnreadableExport {
        String config = system == SourceSystem.FIREBASE
                ? "hash_config {algorithm: SCRYPT, base64_signer_key: jxspr8Ki0RYycVU8zykbdLGjFQ3McFUH0uiiTvC8pVMXAn210wjLNmdZJzxUECKbm0QsEmYUSDzZvpjeJ9WmXA==, base64_salt_separator: Bw==, rounds: 8, mem_cost: 14}"
                : null;
        byte[] bytes = (system == SourceSystem.WORDPRESS && file.indexOf('\t') >= 0 ? file : file.replace('\'', '"'))
                .getBytes(StandardCharsets.UTF_8);
        return new ExportSource(
                new ByteArrayInputStream(bytes), new ExportOptions(system, null, false, false, config), rows);
    }
}
