package dev.latchkey.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** D9, F6, G7: any fault of the database is reported in time, in one sentence with its remedy, and nothing was changed. */
class DatabaseFaultsIT {

    private static final Duration SOON = Duration.ofMinutes(1);

    /** G7: from the launch to the end, including the JVM's start. */
    private static final Duration BOUNDED = Duration.ofSeconds(35);

    private static final String PASSWORD = "the right password of the role";
    private static final String OTHER_PASSWORD = "another password of no role";

    @TempDir
    static Path directory;

    private static PostgresServer postgres;

    @BeforeAll
    static void begin() {
        postgres = new PostgresServer(directory);
        postgres.execute("create role locked login password '" + PASSWORD + "'");
        postgres.execute("create role barred login");
        postgres.execute("create role owner login");
        postgres.execute("create role guest login");
        postgres.execute("create role single login connection limit 0");
        postgres.authenticate(
                "host all locked all scram-sha-256\nhost all barred all reject\nhostssl all owner all reject");
    }

    @AfterAll
    static void end() {
        if (postgres != null) {
            postgres.close();
        }
    }

    static Stream<BadDatabase> faults() {
        return BadDatabase.all(postgres);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void oneSentenceNamesTheFaultAndTheCure_D9_F6_G7(BadDatabase fault) {
        Map<String, String> settings = settings(fault.url(), fault.role());
        List<String> said = Outcome.beside(List.of(
                () -> refusal(settings, List.of("config", "check")), () -> refusal(settings, List.of("user", "list"))));
        assertThat(said.get(0)).startsWith("the database ");
        assertThat(said.get(1)).startsWith("latchkey: the database ");
        for (String each : said) {
            assertThat(each.strip()).hasLineCount(1).contains(fault.sentence());
            assertThat(each)
                    .doesNotContain("Exception", settings.get("LATCHKEY_DB_PASSWORD"), settings.get("LATCHKEY_SECRET"));
        }
    }

    @Test
    void aForeignOwnerIsNamed_F6() {
        String url = postgres.newDatabase("owner owner");
        try (ServiceProcess service = ServiceProcess.start(settings(url, "owner"))) {
            assertThat(service.client().register("alice").statusCode()).isEqualTo(201);
        }
        postgres.change("grant all on schema public to guest");
        postgres.change("grant all on all tables in schema public to guest");

        assertThat(refusal(settings(url, "guest"), List.of("config", "check")))
                .contains(
                        "Latchkey's tables in the schema public, but they belong to owner and not to guest",
                        "reassign owned");
    }

    @Test
    void aSchemaOfSomethingElseIsLeftAlone_F6() {
        String url = postgres.newDatabase();
        postgres.change("create table invoices (id int)");
        assertThat(refusal(settings(url, "postgres"), List.of("config", "check")))
                .contains("has tables of something else");

        postgres.change("create table flyway_schema_history (version text, description text)");
        postgres.change("insert into flyway_schema_history values ('1', 'invoices begin')");
        assertThat(refusal(settings(url, "postgres"), List.of("config", "check")))
                .contains("has another application's flyway_schema_history");
        assertThat(postgres.query("select relname from pg_class where relname in ('users', 'sessions')"))
                .isEmpty();
    }

    @Test
    void aSchemaThatMustBeQuotedIsRefused_F6() {
        String url = postgres.newDatabase();
        postgres.change("create schema \"Log In\"");
        assertThat(refusal(settings(url + "?currentSchema=%22Log%20In%22", "postgres"), List.of("config", "check")))
                .contains("has the schema \"Log In\", which Latchkey cannot use", "currentSchema");
    }

    @Test
    void theSecretOfAnotherDatabaseIsNamedBeforeAnythingIsChanged_F6() {
        Map<String, String> settings = settings(postgres.newDatabase(), "postgres");
        try (ServiceProcess service = ServiceProcess.start(settings)) {
            assertThat(service.client().register("alice").statusCode()).isEqualTo(201);
        }
        String written =
                "select (select max(xmin::text::bigint) from signing_keys) || ' ' || (select count(*) from audit_events)";
        List<String> before = postgres.query(written);
        settings.put("LATCHKEY_SECRET", Settings.newSecret());

        List<String> said = Outcome.beside(
                List.of(() -> refusal(settings, List.of("user", "list")), () -> refusal(settings, List.of())));
        assertThat(said.get(0)).contains("written under another root secret than LATCHKEY_SECRET");
        assertThat(said.get(1))
                .startsWith("Latchkey cannot start:")
                .contains("written under another root secret than LATCHKEY_SECRET")
                .doesNotContain("Exception");
        assertThat(postgres.query(written)).isEqualTo(before);
    }

    @Test
    void aServiceWithAWrongPasswordEndsAtOnce_F6() {
        String output = refusal(settings(postgres.newDatabase(), "locked"), List.of());

        assertThat(output).startsWith("Latchkey cannot start:").contains("refuses the password");
        assertThat(output.strip()).hasLineCount(2);
    }

    @Test
    void aDatabaseThatNeverAnswersEndsTheStartInTime_G7() throws IOException {
        // the system accepts the connection, and no process ever answers on it
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String url = "jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/latchkey";
            String output = refusal(settings(url, "owner"), List.of());

            assertThat(output)
                    .contains("Latchkey waits for up to 20 s", "Latchkey cannot start:", "does not answer in time")
                    .doesNotContain("Exception");
        }
    }

    @Test
    void aDatabaseThatComesWithinThePatienceIsWaitedFor_G7() {
        Map<String, String> settings = settings(postgres.newDatabase(), "postgres");
        postgres.stop();
        try (ServiceProcess service = ServiceProcess.launch(settings)) {
            boolean waits = Waiting.comesTrue(SOON, () -> service.output().contains("Latchkey waits for up to 20 s"));
            postgres.start();
            assertThat(waits).isTrue();
            service.awaitListening();
            assertThat(service.client().register("alice").statusCode()).isEqualTo(201);
        }
    }

    private static Map<String, String> settings(String url, String role) {
        Map<String, String> settings = Settings.good(url);
        settings.put("LATCHKEY_DB_USERNAME", role);
        settings.put("LATCHKEY_DB_PASSWORD", OTHER_PASSWORD);
        return settings;
    }

    /** Returns the output of a process that must end in time with the code for the database. Without arguments it is the service. */
    private static String refusal(Map<String, String> settings, List<String> arguments) {
        try (ServiceProcess process = ServiceProcess.command(settings, "", arguments.toArray(String[]::new))) {
            assertThat(process.awaitEnd(BOUNDED)).as(process.output()).isEqualTo(3);
            return process.output();
        }
    }
}
