package dev.latchkey.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** D8: no response depends on the locale, the time zone or the charset of the machine. */
class LocaleIT extends OnPostgres {

    private static final Duration SOON = Duration.ofMinutes(2);

    /** Persian has its own digits, and Iran a UTC offset that is not in whole hours. */
    private static final Map<String, String> PERSIAN = Map.of(
            "JDK_JAVA_OPTIONS",
            "-Duser.language=fa -Duser.country=IR -Duser.timezone=Asia/Tehran -Dfile.encoding=ISO-8859-1");

    private static final Map<String, String> POSIX = Map.of("LC_ALL", "POSIX", "LANG", "C");

    @Test
    void d8APersianMachineAnswersLikeEveryOther() throws IOException {
        Map<String, String> settings = Settings.good(postgres.newDatabase());
        settings.putAll(PERSIAN);
        Path people = Files.writeString(directory.resolve("people.ndjson"), """
                {"username":"alice","passwordHash":"$2b$04$2FHvGqkqyJJFm/2aY/7TJOWkZjqRjechsuQA4YiSoYKPi7rrjCih2"}
                {"username":"carol","passwordHash":"scrypt:16384:8:1$c2FsdHNhbHQ$0000"}
                """);

        String imported = output(settings, "", "user", "import", people.toString());

        assertThat(imported).contains("1 imported, 0 already there, 1 refused.");
        try (ServiceProcess service = ServiceProcess.start(settings)) {
            HttpResponse<String> known = service.client().login("alice", "not the password");
            HttpResponse<String> unknown = service.client().login("nobody", "not the password");
            assertThat(known.statusCode()).isEqualTo(401);
            assertThat(unknown.statusCode()).isEqualTo(401);
            assertThat(service.client().login("alice").statusCode()).isEqualTo(200);
            assertThat(known.headers().map().toString() + unknown.headers().map())
                    .containsIgnoringCase("ratelimit")
                    .matches("\\p{ASCII}*");
            for (int attempt = 0; attempt < 12; attempt++) {
                known = service.client().login("alice", "not the password");
            }
            assertThat(known.statusCode()).isEqualTo(429);
            assertThat(known.headers().map().toString() + known.body()).matches("\\p{ASCII}*");
        }
        List<String> said = Outcome.beside(List.of(
                () -> output(settings, "", "user", "list", "a", "--limit", "1"),
                () -> output(settings, "", "audit", "verify"),
                () -> output(settings, "", "audit", "tail")));
        assertThat(said.get(0)).contains("alice");
        assertThat(said.get(1)).startsWith("No finding: ").matches("(?s)\\p{ASCII}*");
        assertThat(said.get(2)).isNotBlank().matches("(?s)\\p{ASCII}*");
    }

    @Test
    void d8ACommandSpeaksUtf8InTheLocaleOfPosix() throws IOException {
        Map<String, String> settings = new HashMap<>(Settings.good(postgres.newDatabase()));
        settings.putAll(POSIX);

        assertThat(output(settings, "a raven on a writing desk\n", "user", "add", "zo\u00eb"))
                .isEqualTo("zo\u00eb is there now.\n");
        Map<String, String> wrong = new HashMap<>(settings);
        wrong.put("LATCHKEY_CORS_ORIGINS", "https://b\u00fccher.example/\u00fc");
        List<String> said = Outcome.beside(List.of(
                () -> output(settings, "", "user", "list", "--json"),
                () -> output(settings, "", "user", "disable", "zo\u00eb"),
                () -> output(settings, "", "user", "import", "zo\u00eb.ndjson"),
                () -> output(wrong, "", "config", "check")));
        assertThat(said.get(0)).contains("\"username\":\"zo\u00eb\"");
        assertThat(said.get(1)).isEqualTo("zo\u00eb is disabled.\n");
        assertThat(said.get(2)).contains("LC_ALL=C.UTF-8").doesNotContain("Exception");
        assertThat(said.get(3)).contains("LATCHKEY_CORS_ORIGINS names");
    }

    private static String output(Map<String, String> settings, String input, String... arguments) {
        try (ServiceProcess process = ServiceProcess.command(settings, input, arguments)) {
            process.awaitEnd(SOON);
            return process.output().replaceAll("NOTE: Picked up JDK_JAVA_OPTIONS.*\\n", "");
        }
    }
}
