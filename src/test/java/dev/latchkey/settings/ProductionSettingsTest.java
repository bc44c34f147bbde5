package dev.latchkey.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.NothingGiven;
import dev.latchkey.config.GivenSettings;
import io.smallrye.config.PropertiesConfigSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(NothingGiven.class)
class ProductionSettingsTest {

    private final Map<String, String> settings = new HashMap<>(Map.of(
            "latchkey.db.url", "jdbc:postgresql://db:5432/latchkey",
            "latchkey.db.username", "latchkey",
            "latchkey.db.password", "0123456789abcdef",
            "latchkey.secret", "q83kV0c1QpXqf3yB1s8Jp0y2m6o3cY5v7w9xAbCdEfE=",
            "latchkey.issuer", "https://id.example.org"));

    @Test
    void goodSettingsHaveNoFaults() {
        assertThat(faults()).isEmpty();
    }

    @Test
    void allThatIsMissingIsSaidAtOnce() {
        settings.clear();

        assertThat(faults())
                .hasSize(5)
                .allMatch(fault -> fault.contains(" is missing: "))
                .extracting(fault -> fault.substring(0, fault.indexOf(' ')))
                .containsExactly(
                        "LATCHKEY_DB_URL",
                        "LATCHKEY_DB_USERNAME",
                        "LATCHKEY_DB_PASSWORD",
                        "LATCHKEY_SECRET",
                        "LATCHKEY_ISSUER");
    }

    @ParameterizedTest
    @CsvSource({
        "latchkey.db.url, jdbc:mysql://db/latchkey, LATCHKEY_DB_URL does not begin with jdbc:postgresql:",
        "latchkey.db.url, jdbc:postgresql://db/latchkey?password=hunter2hunter2, LATCHKEY_DB_URL has a password or a user in it",
        "latchkey.db.url, jdbc:postgresql://me:s3cr3tpass@db/latchkey, LATCHKEY_DB_URL has a password or a user in it",
        "latchkey.db.url, jdbc:postgresql://db/latchkey?sslmode=require&PASSWORD=x, LATCHKEY_DB_URL has a password or a user in it",
        "quarkus.datasource.jdbc.url, jdbc:postgresql://db-2/latchkey, QUARKUS_DATASOURCE_JDBC_URL is not for operators",
        "quarkus.flyway.username, flyway, QUARKUS_FLYWAY_USERNAME is not for operators",
        "latchkey.db.username, ' ', LATCHKEY_DB_USERNAME is missing",
        "latchkey.db.password, short, LATCHKEY_DB_PASSWORD is shorter than 12 characters",
        "latchkey.secret, c2hvcnQ=, LATCHKEY_SECRET has fewer than 32 bytes",
        "latchkey.secret, bGF0Y2hrZXktZGV2ZWxvcG1lbnQtc2VjcmV0LW5ldmVyLWluLXByb2R1Y3Rpb24=, "
                + "'LATCHKEY_SECRET is that of dev mode, which anybody can read'",
    })
    void weakSettingsAreNamedWithAWayOut(String property, String value, String expected) {
        settings.put(property, value);

        assertThat(faults())
                .singleElement()
                .asString()
                .startsWith(expected)
                .contains(": ")
                .doesNotContain(value + ":");
    }

    @Test
    void theCertificateOfAClientMayHaveAPasswordInTheUrl() {
        settings.put("latchkey.db.url", "jdbc:postgresql://db/latchkey?sslkey=key.p12&sslpassword=keystore");

        assertThat(faults()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://id.example.org",
                "https://id.example.org/",
                "https://id.example.org?x=1",
                "https://id.example.org#x",
                "https://id.example.org/a/../b",
                "https://id.example.org//sso",
                "https://id.example.org/s%73o",
                "https://id.example.org:99999",
                "https://user@id.example.org",
                "id.example.org",
                "https:",
                "ht tp://x",
                "ftp://id.example.org"
            })
    void anIssuerThatBrowsersOrVerifiersWouldTripOverIsRefused(String issuer) {
        settings.put("latchkey.issuer", issuer);

        assertThat(faults()).singleElement().asString().startsWith("LATCHKEY_ISSUER ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://localhost:8080", "http://127.0.0.1:8080", "http://[::1]:8080", "https://a.b/tenant"})
    void plainHttpIsForThisMachineOnly(String issuer) {
        settings.put("latchkey.issuer", issuer);

        assertThat(faults()).isEmpty();
    }

    private List<String> faults() {
        return ProductionSettings.faults(
                GivenSettings.read(new PropertiesConfigSource(settings, "what the operator gives", 500)));
    }
}
