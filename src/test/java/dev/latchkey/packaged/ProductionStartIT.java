package dev.latchkey.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A misconfigured service does not start, and says how to configure it. */
class ProductionStartIT {

    private static final Duration SOON = Duration.ofMinutes(1);
    private static final String NOWHERE = "jdbc:postgresql://localhost:1/latchkey";
    private static final String MAKE_A_SECRET = "openssl rand -base64 32";
    private static final String MAKE_A_PASSWORD = "openssl rand -hex 24";
    private static final String MAKE_AN_ISSUER = "https://id.example.org";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LATCHKEY_DB_URL",
                "LATCHKEY_DB_USERNAME",
                "LATCHKEY_DB_PASSWORD",
                "LATCHKEY_SECRET",
                "LATCHKEY_ISSUER"
            })
    void aMissingSettingIsNamed(String variable) {
        Map<String, String> settings = Settings.good(NOWHERE);
        settings.remove(variable);
        assertThat(refusal(settings)).singleElement().asString().startsWith(variable + " is missing: ");
    }

    static Stream<Arguments> weakSettings() {
        return Stream.of(
                arguments(
                        "LATCHKEY_DB_URL",
                        "jdbc:mysql://elsewhere:3306/latchkey",
                        "jdbc:postgresql://db:5432/latchkey"),
                arguments("LATCHKEY_DB_URL", NOWHERE + "?password=in-the-open", "LATCHKEY_DB_PASSWORD"),
                arguments("LATCHKEY_DB_PASSWORD", "elevenchars", MAKE_A_PASSWORD),
                arguments("LATCHKEY_SECRET", Settings.newSecret().substring(0, 40), MAKE_A_SECRET),
                arguments("LATCHKEY_SECRET", "this is not base64, whatever else it may be!", MAKE_A_SECRET),
                arguments("LATCHKEY_SECRET", base64("a".repeat(32)), MAKE_A_SECRET),
                arguments("LATCHKEY_SECRET", Settings.newSecret() + "," + base64("a".repeat(32)), MAKE_A_SECRET),
                arguments("LATCHKEY_SECRET", Settings.developmentSecret(), MAKE_A_SECRET),
                arguments("LATCHKEY_ISSUER", "http://plain.example.net", MAKE_AN_ISSUER),
                arguments("LATCHKEY_ISSUER", "id.example.net", MAKE_AN_ISSUER));
    }

    @ParameterizedTest(name = "{0}, {2}, {index}")
    @MethodSource("weakSettings")
    void aWeakSettingIsNamedButNotShown(String variable, String value, String hint) {
        Map<String, String> settings = Settings.good(NOWHERE);
        settings.put(variable, value);
        assertThat(refusal(settings))
                .singleElement()
                .asString()
                .startsWith(variable + " ")
                .contains(hint);
    }

    @Test
    void allFaultsAreListedAtOnce() {
        Map<String, String> settings = Map.of(
                "LATCHKEY_DB_URL", "jdbc:mysql://elsewhere:3306/latchkey",
                "LATCHKEY_DB_PASSWORD", "elevenchars",
                "LATCHKEY_SECRET", "short and sour",
                "LATCHKEY_ISSUER", "http://plain.example.net");
        assertThat(refusal(settings))
                .extracting(fault -> fault.substring(0, fault.indexOf(' ')))
                .containsExactly(
                        "LATCHKEY_DB_URL",
                        "LATCHKEY_DB_USERNAME",
                        "LATCHKEY_DB_PASSWORD",
                        "LATCHKEY_SECRET",
                        "LATCHKEY_ISSUER");
    }

    @Test
    void theDevelopmentSecretIsRefusedUnderTheDevelopmentProfile() {
        Map<String, String> settings = Settings.good(NOWHERE);
        settings.put("LATCHKEY_SECRET", Settings.developmentSecret());
        settings.put("QUARKUS_PROFILE", "dev");
        assertThat(refusal(settings)).singleElement().asString().startsWith("LATCHKEY_SECRET is that of dev mode");
    }

    @Test
    void theDevelopmentProfileBringsNoSecretOfItsOwn() {
        Map<String, String> settings = Settings.good(NOWHERE);
        settings.remove("LATCHKEY_SECRET");
        settings.put("QUARKUS_PROFILE", "dev");
        assertThat(refusal(settings)).singleElement().asString().startsWith("LATCHKEY_SECRET ");
    }

    /** Starts a service that must end by itself at once; returns the faults that it lists. */
    private static List<String> refusal(Map<String, String> settings) {
        try (ServiceProcess service = ServiceProcess.launch(settings)) {
            assertThat(service.awaitEnd(SOON)).isNotZero();
            assertThat(service.output()).startsWith("Latchkey cannot start:");
            Map<String, String> kept = new HashMap<>(settings);
            kept.remove("LATCHKEY_DB_USERNAME");
            kept.remove("QUARKUS_PROFILE");
            assertThat(service.output()).doesNotContain(kept.values());
            // the heading is not a fault
            return service.output()
                    .lines()
                    .skip(1)
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
