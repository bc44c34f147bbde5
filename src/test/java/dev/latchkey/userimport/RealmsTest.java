package dev.latchkey.userimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** E1: from a Keycloak file with several realms, only users of the requested realm are imported. */
@QuarkusTest
class RealmsTest {

    private static final String MASTER =
            "{'id':'m','realm':'master','users':[{'username':'admin','enabled':true,'realmRoles':['admin']}]}";
    private static final String SHOP =
            "{'id':'s','realm':'shop','users':[{'username':'alice','enabled':true},{'username':'bobby','enabled':true}],"
                    + "'federatedUsers':[{'id':'f:7c1e:ldap-carol','credentials':[]}],'clients':[{'users':[1]}]}";
    private static final String EMPTY = "{'realm':'empty','enabled':true,'clients':[]}";

    @Inject
    ImportRows rows;

    private ExportReading reading;

    @BeforeEach
    void begin() {
        reading = new ExportReading(rows);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[%m,%e,%s]", "[%s,%m]", "%m%s", "%e\n%m\n%s\n", "%s\n%e\n", "%s"})
    void onlyUsersOfTheRealmAreRead(String form) throws IOException {
        String file = form.replace("%m", MASTER).replace("%s", SHOP).replace("%e", EMPTY);

        assertThat(read("shop", file))
                .containsExactly(
                        "alice unverified active no-password",
                        "bobby unverified active no-password",
                        "skipped 3 ldap-carol: is kept by another store (user federation), and the file has only what Keycloak"
                                + " adds");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[%m,%e,%s]", "%e\n%m\n%s\n", "[%s,%e,%m,%e]"})
    void anUnknownRealmIsRefusedWithThoseThereAre(String form) {
        String file = form.replace("%m", MASTER).replace("%s", SHOP).replace("%e", EMPTY);

        assertThatExceptionOfType(UnreadableExport.class)
                .isThrownBy(() -> read("Shop", file))
                .satisfies(end -> assertThat(end.code()).isEqualTo("unknown_realm"))
                .withMessageContainingAll("nothing was imported", "--realm", "master", "shop", "empty")
                .withMessageNotContaining("\n");
        assertThat(reading.told).isEmpty();
    }

    @Test
    void namesOfRealmsDoNotSteerATerminal() {
        String realms = "{'realm':'a\\u001b[2J'}" + "{'realm':'%s'}".formatted("x".repeat(10_000));

        assertThatExceptionOfType(UnreadableExport.class)
                .isThrownBy(() -> read("shop", realms))
                .withMessageContaining("a?[2J, xxx")
                .satisfies(end -> assertThat(end.getMessage()).hasSizeLessThan(300));
    }

    @Test
    void aRealmWithoutUsersHasNone() {
        assertThatExceptionOfType(UnreadableExport.class)
                .isThrownBy(() -> read("empty", "[" + EMPTY + "," + SHOP + "]"))
                .satisfies(end -> assertThat(end.code()).isEqualTo("no_users"));
    }

    /** The realm is named after its users, or not at all: a guess could import administrators as users of the shop. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'users':[{'username':'alice','enabled':true}],'realm':'shop'}",
                "[{'username':'alice','enabled':true}]",
                "{'username':'alice','enabled':true}\n",
                "username,enabled\nalice,true\n"
            })
    void usersOfNoRealmAreNotChosen(String file) {
        assertThatExceptionOfType(UnreadableExport.class)
                .isThrownBy(() -> read("shop", file))
                .satisfies(end -> assertThat(end.code()).isEqualTo("realm_not_named"));
        assertThat(reading.told).isEmpty();
    }

    @Test
    void withoutTheNameSeveralRealmsAreRefusedAndTheOptionIsNamed() {
        assertThatExceptionOfType(UnreadableExport.class)
                .isThrownBy(() -> read(null, "[" + SHOP + "," + MASTER + "]"))
                .satisfies(end -> assertThat(end.code()).isEqualTo("several_realms"))
                .withMessageContaining("--realm NAME");
        assertThat(reading.told).hasSize(3).noneMatch(each -> each.startsWith("admin"));
    }

    /** The files of a directory: {@code cat shop-users-*.json}. */
    @Test
    void theFilesOfOneRealmAreReadTogether() throws IOException {
        String first = "{\n  'realm' : 'shop',\n  'users' : [ {'username':'alice','enabled':true} ]\n}";
        String second = first.replace("alice", "bobby");

        assertThat(read("shop", first + "\ufeff" + second)).hasSize(2);
        assertThat(new ExportReading(rows).read(SourceSystem.KEYCLOAK, (first + second).replace('\'', '"')))
                .isEqualTo(List.of("alice unverified active no-password", "bobby unverified active no-password"));
    }

    private List<String> read(String realm, String file) throws IOException {
        byte[] bytes = file.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return reading.read(ExportReading.options(SourceSystem.KEYCLOAK, realm), new ByteArrayInputStream(bytes));
    }
}
