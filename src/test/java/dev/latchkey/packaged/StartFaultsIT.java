package dev.latchkey.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * F6: a fault that prevents the start of the service or a command is one sentence with the variable and the remedy, without a stack trace.
 */
class StartFaultsIT extends OnPostgres {

    private static final Duration SOON = Duration.ofMinutes(1);
    private static final String NOWHERE = "jdbc:postgresql://localhost:1/latchkey";

    /** Returns the output of a process that must end by itself with an exit code. */
    private static String refusal(int code, Map<String, String> settings, String... arguments) {
        try (ServiceProcess service = ServiceProcess.command(settings, "", arguments)) {
            assertThat(service.awaitEnd(SOON)).isEqualTo(code);
            assertThat(service.output())
                    .doesNotContain("\tat ", "Exception", "ArC", "fault of Latchkey's own")
                    .doesNotContain(settings.get("LATCHKEY_SECRET"));
            return service.output();
        }
    }

    @ParameterizedTest(name = "F6: {0} is taken")
    @ValueSource(strings = {"QUARKUS_HTTP_PORT", "QUARKUS_MANAGEMENT_PORT"})
    void aPortThatIsTakenIsNamedBeforeTheDatabaseIsTouched(String variable) throws IOException {
        try (ServerSocket other = new ServerSocket(0)) {
            Map<String, String> settings = Settings.good(NOWHERE);
            settings.put(variable, Integer.toString(other.getLocalPort()));

            assertThat(refusal(1, settings).lines())
                    .hasSize(2)
                    .last()
                    .asString()
                    .contains(variable + " is " + other.getLocalPort())
                    .contains("stop the program that listens there, or give another port");
        }
    }

    @Test
    @DisplayName("F6: both ports that are taken are named at once, and so is one number for both")
    void bothPortsAreNamedAtOnce() throws IOException {
        try (ServerSocket other = new ServerSocket(0)) {
            String taken = Integer.toString(other.getLocalPort());
            Map<String, String> settings = Settings.good(NOWHERE);
            settings.put("QUARKUS_HTTP_PORT", taken);
            settings.put("QUARKUS_MANAGEMENT_PORT", taken);

            assertThat(refusal(1, settings)).contains("QUARKUS_HTTP_PORT is", "QUARKUS_MANAGEMENT_PORT is");
        }
        int free;
        try (ServerSocket asked = new ServerSocket(0)) {
            free = asked.getLocalPort();
        }
        Map<String, String> twice = Settings.good(NOWHERE);
        twice.put("QUARKUS_HTTP_PORT", Integer.toString(free));
        twice.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(free));
        assertThat(refusal(1, twice).lines()).hasSize(2).last().asString().contains("QUARKUS_MANAGEMENT_PORT is");
    }

    @Test
    @DisplayName("F6: a host that is not this machine's, and one that is none, are named")
    void aHostOfAnotherMachineIsNamed() {
        Map<String, String> settings = Settings.good(NOWHERE);
        settings.put("QUARKUS_HTTP_HOST", "192.0.2.1");
        assertThat(refusal(1, settings)).contains("cannot be opened on 192.0.2.1", "another port or host");

        settings.put("QUARKUS_HTTP_HOST", "no.such.host.invalid");
        assertThat(refusal(1, settings)).contains("QUARKUS_HTTP_HOST names no address");
    }

    @Test
    @DisplayName(
            "F6: the secret of another database is a sentence, for the service and for a command, and changes nothing")
    void theSecretOfAnotherDatabaseIsASentence() {
        Map<String, String> settings = Settings.good(postgres.newDatabase());
        String own = settings.get("LATCHKEY_SECRET");
        refusal(0, settings, "user", "add", "alice", "--no-password");

        settings.put("LATCHKEY_SECRET", Settings.newSecret());
        String sentence =
                "was written under another root secret than LATCHKEY_SECRET. Give the secret of this database";
        assertThat(refusal(3, settings)).contains("Latchkey cannot start:").contains(sentence);
        assertThat(refusal(3, settings, "user", "list")).contains(sentence);
        assertThat(refusal(3, settings, "--json", "user", "list")).contains("{\"code\":\"unavailable\"");

        settings.put("LATCHKEY_SECRET", own);
        assertThat(refusal(0, settings, "user", "list")).contains("alice");
    }
}
