package dev.latchkey.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** D1, D2, D5, D6, F7, G1: the service and its commands read and check the same settings in the same way. */
class SettingsIT extends OnPostgres {

    private static final Duration SOON = Duration.ofMinutes(2);
    private static final String PASSWORD = "a raven on a writing desk";

    /** D1, G1, D2: with secrets as orchestrators mount them, and a password that looks like an expression. */
    @Test
    void d1AndD2TheFirstAdminIsMadeWithSecretsFromFilesAlone() throws IOException {
        String odd = "uUGANEs7!!MX{cj${CMj99$$x\\$y";
        Map<String, String> settings = withRole("odd", odd);
        settings.put("LATCHKEY_DB_PASSWORD_FILE", file("password", odd + "\n"));
        settings.put("LATCHKEY_SECRET_FILE", file("secret", settings.remove("LATCHKEY_SECRET")));
        settings.remove("LATCHKEY_DB_PASSWORD");

        assertThat(Outcome.of(settings, "", "config", "check")).isEqualTo(new Outcome(0, "Nothing is wrong.\n"));
        assertThat(Outcome.of(settings, PASSWORD + "\n", "user", "add", "alice", "--role", "admin"))
                .isEqualTo(new Outcome(0, "alice is there now.\n"));
        try (ServiceProcess service = ServiceProcess.start(settings)) {
            assertThat(service.client().login("alice", PASSWORD).statusCode()).isEqualTo(200);
        }
        settings.remove("LATCHKEY_DB_PASSWORD_FILE");
        settings.put("LATCHKEY_DB_PASSWORD", odd);
        assertThat(Outcome.of(settings, "", "user", "list").output()).contains("alice");
    }

    @Test
    void d5D6AndF7TheStartAndTheCheckNameAllFaultsBeforeTheDatabaseIsTouched() {
        Map<String, String> settings = Settings.good(postgres.newDatabase());
        settings.put("LATCHKEY_CORS_ORIGIN", "https://app.example.org");
        settings.put("LATCHKEY_CORS_ORIGINS", "*");
        settings.put("LATCHKEY_TRUSTED_PROXIES", "10.0.0.1/8");
        settings.put("LATCHKEY_TOKEN_LIFETIME", "1hour");
        settings.put("LATCHKEY_PASSWORD_COST", "40");

        Outcome checked = Outcome.of(settings, "", "config", "check");
        List<String> faults = checked.output().lines().toList();

        assertThat(checked.code()).isEqualTo(1);
        assertThat(faults)
                .extracting(fault -> fault.substring(0, fault.indexOf(' ')))
                .containsExactlyInAnyOrder(
                        "LATCHKEY_CORS_ORIGIN",
                        "LATCHKEY_CORS_ORIGINS",
                        "LATCHKEY_TRUSTED_PROXIES",
                        "LATCHKEY_TOKEN_LIFETIME",
                        "LATCHKEY_PASSWORD_COST");
        try (ServiceProcess service = ServiceProcess.launch(settings)) {
            assertThat(service.awaitEnd(SOON)).isEqualTo(1);
            assertThat(service.output().lines().skip(1).map(String::strip)).containsExactlyElementsOf(faults);
        }
        assertThat(Outcome.of(settings, "", "user", "list").code()).isEqualTo(1);
        assertThat(postgres.query("select count(*) from pg_tables where schemaname = 'public'"))
                .containsExactly("0");
    }

    /** Makes a role whose password PostgreSQL checks. */
    private static Map<String, String> withRole(String role, String password) throws IOException {
        String url = postgres.newDatabase();
        Map<String, String> settings = Settings.good(url);
        postgres.change("create role " + role + " login password '" + password + "'");
        postgres.change("grant all on schema public to " + role);
        postgres.askForPasswordOf(role);
        settings.put("LATCHKEY_DB_USERNAME", role);
        return settings;
    }

    private static String file(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content).toString();
    }
}
