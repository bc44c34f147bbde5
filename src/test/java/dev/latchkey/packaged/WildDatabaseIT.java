package dev.latchkey.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Databases with other set-ups: another owner, a second schema, other defaults, temporarily read-only. */
class WildDatabaseIT {

    /** C5: users can sign in again this long after the database becomes writable, at the latest. */
    private static final Duration BACK_WITHIN = Duration.ofSeconds(10);

    @TempDir
    static Path directory;

    private static PostgresServer postgres;

    @BeforeAll
    static void begin() {
        postgres = new PostgresServer(directory);
        postgres.execute("create role app login");
        postgres.execute("create role landlord");
    }

    @AfterAll
    static void end() {
        if (postgres != null) {
            postgres.close();
        }
    }

    @Test
    void aSecondSchemaInADatabaseOfAnotherOwnerIsEnough() {
        String url = postgres.newDatabase("owner landlord");
        // tables of the other application that resemble those of Latchkey
        postgres.change("create table public.users (id int, invoices text)");
        postgres.change("create table public.flyway_schema_history (version text, description text)");
        postgres.change("create schema auth authorization app");
        Map<String, String> settings = settings(url + "?currentSchema=auth");

        try (ServiceProcess service = ServiceProcess.start(settings)) {
            Day.pass(settings, service);
        }
        assertThat(postgres.query("select count(*) from pg_tables where schemaname = 'public'"))
                .containsExactly("2");
        assertThat(postgres.query("select count(*) from pg_tables where schemaname = 'auth' and tablename = 'users'"))
                .containsExactly("1");
    }

    @Test
    void theFirstSchemaOfTheRolesSearchPathIsUsed() {
        String url = postgres.newDatabase("owner landlord");
        postgres.change("create schema log_in_2 authorization app");
        postgres.execute(
                "alter role app in database " + postgres.lastDatabase() + " set search_path = log_in_2, public");
        Map<String, String> settings = settings(url);

        try (ServiceProcess service = ServiceProcess.start(settings)) {
            Day.morning(service);
        }
        assertThat(postgres.query("select distinct schemaname from pg_tables where tablename = 'sessions'"))
                .containsExactly("log_in_2");
    }

    @Test
    void defaultsOfTheDatabaseDoNotReachTheService() {
        String url = postgres.newDatabase("owner app");
        for (String setting : List.of(
                "default_transaction_isolation = 'serializable'",
                "statement_timeout = '5ms'",
                "lock_timeout = '1ms'",
                "\"TimeZone\" = 'Asia/Kathmandu'",
                "\"DateStyle\" = 'German'",
                "\"IntervalStyle\" = 'sql_standard'",
                "standard_conforming_strings = off",
                "bytea_output = 'escape'",
                "extra_float_digits = -15",
                "idle_in_transaction_session_timeout = '100ms'")) {
            postgres.execute("alter role app in database " + postgres.lastDatabase() + " set " + setting);
        }
        Map<String, String> settings = settings(url);

        try (ServiceProcess service = ServiceProcess.start(settings)) {
            Day.pass(settings, service);
            assertThat(service.output()).doesNotContain("SQLSTATE");
        }
    }

    @Test
    void aDatabaseThatIsReadOnlyForAWhileIsNamedAndServesAgainInTime_C5() {
        String url = postgres.newDatabase("owner app");
        try (ServiceProcess service = ServiceProcess.start(settings(url))) {
            Client client = service.client();
            assertThat(client.register("alice").statusCode()).isEqualTo(201);

            postgres.execute("alter database " + postgres.lastDatabase() + " set default_transaction_read_only = on");
            // a fail-over terminates the existing connections
            postgres.execute("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'app'");
            assertThat(Waiting.comesTrue(
                            BACK_WITHIN, () -> client.health("ready").statusCode() == 503))
                    .isTrue();
            IntStream.range(0, 20)
                    .parallel()
                    .forEach(call ->
                            assertThat(client.login("alice").statusCode()).isEqualTo(503));
            assertThat(service.output()).contains("is read-only", "/" + postgres.lastDatabase() + " ");

            postgres.execute("alter database " + postgres.lastDatabase() + " reset default_transaction_read_only");
            itIsBackInTime(client);
        }
    }

    /** The setting also affects open sessions, as on a primary that was demoted without a restart. */
    @Test
    void openConnectionsThatBecomeReadOnlyLeaveThePool_C5() {
        String url = postgres.newDatabase("owner app");
        try (ServiceProcess service = ServiceProcess.start(settings(url))) {
            Client client = service.client();
            assertThat(client.register("alice").statusCode()).isEqualTo(201);
            AtomicReference<String> unready = new AtomicReference<>("");

            postgres.execute("alter system set default_transaction_read_only = on");
            postgres.execute("select pg_reload_conf()");
            try {
                assertThat(Waiting.comesTrue(
                                BACK_WITHIN, () -> client.login("alice").statusCode() == 503))
                        .isTrue();
                assertThat(Waiting.comesTrue(BACK_WITHIN, () -> {
                            unready.set(client.health("ready").body());
                            return unready.get().contains("DOWN");
                        }))
                        .isTrue();
                assertThat(client.jwks().statusCode()).isEqualTo(200);
            } finally {
                postgres.execute("alter system reset default_transaction_read_only");
                postgres.execute("select pg_reload_conf()");
            }
            itIsBackInTime(client);
        }
    }

    @Test
    void ofSeveralHostsTheOneThatCanBeWrittenToIsUsed_C5() throws IOException {
        try (PostgresServer readOnly = new PostgresServer(Files.createDirectory(directory.resolve("read-only")))) {
            postgres.newDatabase("owner app");
            // with the same roles and databases, like a replica
            readOnly.execute("create role app login");
            readOnly.execute("create database " + postgres.lastDatabase() + " owner app");
            readOnly.execute("alter system set default_transaction_read_only = on");
            readOnly.execute("select pg_reload_conf()");
            String hosts = "localhost:1,localhost:" + readOnly.port() + ",localhost:" + postgres.port();
            Map<String, String> settings = settings("jdbc:postgresql://" + hosts + "/" + postgres.lastDatabase());

            try (ServiceProcess service = ServiceProcess.start(settings)) {
                Day.morning(service);
            }
        }
    }

    private static void itIsBackInTime(Client client) {
        assertThat(Waiting.comesTrue(BACK_WITHIN, () -> client.login("alice").statusCode() == 200))
                .isTrue();
        // no earlier connection is left in the pool
        IntStream.range(0, 40)
                .parallel()
                .forEach(call -> assertThat(client.login("alice").statusCode()).isEqualTo(200));
        assertThat(Waiting.comesTrue(BACK_WITHIN, () -> client.health("ready").statusCode() == 200))
                .isTrue();
    }

    private static Map<String, String> settings(String url) {
        Map<String, String> settings = Settings.good(url);
        settings.put("LATCHKEY_DB_USERNAME", "app");
        return settings;
    }
}
