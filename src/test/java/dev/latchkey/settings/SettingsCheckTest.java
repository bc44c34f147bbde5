package dev.latchkey.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.latchkey.NothingGiven;
import dev.latchkey.config.GivenSettings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** D5, D6, F7: all settings are checked at once, before anything starts. */
@ExtendWith(NothingGiven.class)
class SettingsCheckTest {

    /** Above the system properties (400) that the profile of another test may have left behind. */
    private static final int ABOVE_OTHERS = 500;

    private final Map<String, String> variables = new HashMap<>(Map.of(
            "LATCHKEY_DB_URL", "jdbc:postgresql://db:5432/latchkey",
            "LATCHKEY_DB_USERNAME", "latchkey",
            "LATCHKEY_DB_PASSWORD", "0123456789abcdef",
            "LATCHKEY_SECRET", "q83kV0c1QpXqf3yB1s8Jp0y2m6o3cY5v7w9xAbCdEfE=",
            "LATCHKEY_ISSUER", "https://id.example.org"));

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "LATCHKEY_CORS_ORIGIN | LATCHKEY_CORS_ORIGINS",
                "LATCHKEY_TOKEN_LIFETIM | LATCHKEY_TOKEN_LIFETIME",
                "LATCHKEY_TOKEN_LIEFTIME | LATCHKEY_TOKEN_LIFETIME",
                "LATCHKEY_DB_USER | LATCHKEY_DB_URL",
                "LATCHKEY_DB_PASSWORDFILE | LATCHKEY_DB_PASSWORD_FILE",
                "LATCHKEY_ISSUER_URL | LATCHKEY_ISSUER",
                "LATCHKEY_PASSWORD_COSTS | LATCHKEY_PASSWORD_COST",
                "Latchkey_Issuer | LATCHKEY_ISSUER",
                "LATCHKEY_THROTTLE_LOGIN_NETWORKS | LATCHKEY_THROTTLE_LOGIN_NETWORK",
                "LATCHKEY_DB_PORT | LATCHKEY_DB_URL",
            })
    void d5AVariableThatIsNoSettingIsNamedWithTheNearest(String variable, String nearest) {
        variables.put(variable, "5432");

        assertThat(faults())
                .singleElement()
                .asString()
                .startsWith(variable + " is not a setting: the nearest is " + nearest + ";")
                .doesNotContain("5432");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "latchkey.token.lifetim | latchkey.token.lifetime",
                "latchkey.cors.origin | latchkey.cors.origins",
                "latchkey.token.Lifetime | latchkey.token.lifetime",
                "latchkey.session.idleLifetime | latchkey.session.idle-lifetime",
                "%prod.latchkey.isuer | latchkey.issuer",
            })
    void d5APropertyThatIsNoSettingIsNamedToo(String property, String nearest) {
        List<String> faults = SettingsCheck.faults(GivenSettings.read(
                new EnvConfigSource(variables, ABOVE_OTHERS),
                new PropertiesConfigSource(Map.of(property, "1h"), "properties", ABOVE_OTHERS)));

        assertThat(faults)
                .singleElement()
                .asString()
                .startsWith(property.replace("%prod.", "") + " is not a setting: the nearest is " + nearest + ";");
    }

    /** Kubernetes tells every pod the addresses of its namespace's services, in variables that begin with the services' names. */
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "LATCHKEY_SERVICE_HOST, 10.96.0.7",
        "LATCHKEY_SERVICE_PORT, 8080",
        "LATCHKEY_SERVICE_PORT_HTTP, 8080",
        "LATCHKEY_PORT, tcp://10.96.0.7:8080",
        "LATCHKEY_PORT_8080_TCP, tcp://10.96.0.7:8080",
        "LATCHKEY_PORT_8080_TCP_PROTO, tcp",
        "LATCHKEY_DB_SERVICE_HOST, 10.96.0.8",
        "LATCHKEY_DB_PORT_5432_TCP_ADDR, 10.96.0.8",
        "LATCHKEY_DB_PORT, tcp://10.96.0.8:5432",
    })
    void d5WhatKubernetesSaysOfAServiceOfOurNameIsNoMistake(String variable, String value) {
        variables.put(variable, value);

        assertThat(faults()).isEmpty();
    }

    @ParameterizedTest(name = "{0} {1}")
    @ValueSource(strings = {"LATCHKEY_TOKEN_AUDIENCE_0_", "LATCHKEY_CORS_ORIGINS_1_"})
    void d5AnElementOfAListIsASetting(String variable) {
        variables.put(variable, "https://app.example.org");

        assertThat(faults()).isEmpty();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "LATCHKEY_TOKEN_LIFETIME | 1hour | is not a duration: write a number with ms, s, m, h or d, for example 1h",
                "LATCHKEY_TOKEN_LIFETIME | 10s | is not from 1m to 24h",
                "LATCHKEY_TOKEN_LIFETIME | -1h | is not ",
                "LATCHKEY_TOKEN_LIFETIME | '' | is empty: leave it out, or write",
                "LATCHKEY_SESSION_REVOCATION_DELAY | 1s | is not from 2s to 1h",
                "LATCHKEY_SESSION_REFRESH_GRACE | 11m | is not from 0s to 10m",
                "LATCHKEY_KEY_MAX_AGE | 2d | is not from 0s to 24h",
                "LATCHKEY_PASSWORD_MAX_WAIT | soon | is not a duration",
                "LATCHKEY_PASSWORD_COST | 40 | is not from 4 to 16: write for example 10",
                "LATCHKEY_PASSWORD_COST | ten | is not a whole number",
                "LATCHKEY_PASSWORD_COST | 10.5 | is not a whole number",
                "LATCHKEY_PASSWORD_THREADS | 0 | is not from 1 to 1024",
                "LATCHKEY_PASSWORD_ENGINE | quick | is not one of twin, elytron",
                "LATCHKEY_KEY_ALGORITHM | hs256 | is not one of es256, es384, rs256, eddsa",
                "LATCHKEY_TOKEN_TYPE | opaque | is not one of jwt, at-jwt",
                "LATCHKEY_THROTTLE_ENABLED | ture | is neither true nor false",
                "LATCHKEY_DB_POOLER | tru | is neither true nor false",
                "LATCHKEY_DB_POOLER | on | is neither true nor false",
                "LATCHKEY_WEBHOOK_PRIVATE_TARGETS | yes please | is neither true nor false",
                "LATCHKEY_THROTTLE_LOGIN | 10 per 10m | is not a limit: write for example 10, then 1 per 10m",
                "LATCHKEY_AUDIT_MONTHS | 0 | is not from 1 to 1200",
                "LATCHKEY_TOKEN_PROFILE_CLAIMS | sub | names sub, but",
                "LATCHKEY_SESSION_LIFETIME | 30m | is shorter than LATCHKEY_TOKEN_LIFETIME",
                "LATCHKEY_KEY_LIFETIME | 11m | is shorter than twice LATCHKEY_KEY_MAX_AGE",
                "LATCHKEY_CORS_ORIGINS | * | 'names \"*\", which has a *'",
                "LATCHKEY_CORS_ORIGINS | https://app.example.org/app | 'names \"https://app.example.org/app\", which has more than'",
                "LATCHKEY_CORS_ORIGINS | app.example.org | 'names \"app.example.org\", which is not a scheme'",
                "LATCHKEY_CORS_ORIGINS | https://*.example.org | 'names \"https://*.example.org\", which has a *'",
                "LATCHKEY_TRUSTED_PROXIES | 10.0.0.1/8 | 'names \"10.0.0.1/8\", which has bits behind its prefix'",
                "LATCHKEY_TRUSTED_PROXIES | proxy.example.org | 'names \"proxy.example.org\", which is not an address'",
                "LATCHKEY_TRACES_ENDPOINT | collector:4317 | is not an http:// or https:// URL",
                "LATCHKEY_SECRET | c2hvcnQ= | has fewer than 32 bytes",
            })
    void f7AValueThatIsNoneIsNamedByItsVariableWithAnExample(String variable, String value, String fault) {
        variables.put(variable, value);

        assertThat(faults())
                .singleElement()
                .asString()
                .startsWith(variable + " " + fault)
                .contains(": ");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"LATCHKEY_SECRET", "LATCHKEY_DB_PASSWORD", "LATCHKEY_KEY_SHARED_SECRET"})
    void d1AFileThatCannotBeReadIsAFaultLikeOthers(String secret) {
        variables.remove(secret);
        variables.put(secret + "_FILE", "/no/such/file");

        assertThat(faults()).singleElement().asString().startsWith(secret + "_FILE names no file: ");
    }

    @Test
    void d6AllFaultsAreNamedAtOnce() {
        variables.put("LATCHKEY_TRUSTED_PROXIES", "10.0.0.1/8,::/0");
        variables.put("LATCHKEY_CORS_ORIGINS", "*,null");
        variables.put("LATCHKEY_PASSWORD_COST", "40");
        variables.put("LATCHKEY_TOKEN_LIFETIM", "1h");
        variables.remove("LATCHKEY_ISSUER");

        assertThat(faults()).hasSize(7);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "LATCHKEY_TOKEN_LIFETIME | 90m",
                "LATCHKEY_TOKEN_LIFETIME | 3600",
                "LATCHKEY_TOKEN_LIFETIME | PT1H",
                "LATCHKEY_SESSION_REFRESH_GRACE | 0",
                "LATCHKEY_KEY_ALGORITHM | ES384",
                "LATCHKEY_TOKEN_TYPE | at-jwt",
                "LATCHKEY_CORS_ORIGINS | ''",
                "LATCHKEY_CORS_ORIGINS | https://a.example, http://localhost:3001/,capacitor://localhost",
                "LATCHKEY_TRUSTED_PROXIES | 10.0.0.0/8,2001:db8::7",
                "LATCHKEY_TRACES_ENDPOINT | http://collector:4317",
                "LATCHKEY_ISSUER | https://example.org/sso",
                "LATCHKEY_THROTTLE_LOGIN | 5, then 1 per 1m",
            })
    void whatIsGoodHasNoFault(String variable, String value) {
        variables.put(variable, value);

        assertThat(faults()).isEmpty();
    }

    @Test
    void noInterfaceOfSettingsIsForgotten() {
        assertThat(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.latchkey").stream()
                                .filter(each -> each.isAnnotatedWith(ConfigMapping.class))
                                .map(each -> each.getName()))
                .containsExactlyInAnyOrderElementsOf(
                        KnownSettings.INTERFACES.stream().map(Class::getName).toList());
    }

    @Test
    void everyDefaultIsGood() {
        assertThat(KnownSettings.all())
                .hasSizeGreaterThan(40)
                .allSatisfy(setting -> assertThat(new KnownSetting(setting.property(), setting.method())
                                .fault(GivenSettings.read(new PropertiesConfigSource(
                                        Map.of(
                                                setting.property(),
                                                setting.byDefault().orElse("")),
                                        "defaults",
                                        ABOVE_OTHERS))))
                        .as(setting.property())
                        .isEmpty());
    }

    private List<String> faults() {
        return SettingsCheck.faults(GivenSettings.read(new EnvConfigSource(variables, ABOVE_OTHERS)));
    }
}
