package dev.latchkey.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** C6: the service works behind a pooler in transaction mode, which many platforms put in front of PostgreSQL. */
class PoolerIT {

    private static final Duration SOON = Duration.ofMinutes(1);

    @TempDir
    static Path directory;

    private static PostgresServer postgres;

    @BeforeAll
    static void begin() {
        assumeThat(PgBouncer.isInstalled() || System.getenv("REQUIRE_PGBOUNCER") != null)
                .as("pgbouncer is not installed (apt-get install pgbouncer), so this is not tried")
                .isTrue();
        postgres = new PostgresServer(directory);
    }

    @AfterAll
    static void end() {
        if (postgres != null) {
            postgres.close();
        }
    }

    @Test
    void aPoolerIsFoundAndTheDayPassesBehindIt_C6() {
        postgres.newDatabase();
        try (PgBouncer pooler = new PgBouncer(postgres.port())) {
            Map<String, String> settings = Settings.good(pooler.url(postgres.lastDatabase()));
            try (ServiceProcess service = ServiceProcess.start(settings);
                    ServiceProcess other = ServiceProcess.start(settings)) {
                Day.pass(settings, service);
                Day.morning(other);
                assertThat(service.output() + other.output()).doesNotContain("SQLSTATE", "prepared statement");
            }
        }
    }

    @Test
    void theSettingSaysItWhereThePoolerHidesIt_C6() {
        postgres.newDatabase();
        try (PgBouncer pooler = new PgBouncer(postgres.port())) {
            Map<String, String> settings = Settings.good(pooler.url(postgres.lastDatabase()));
            settings.put("LATCHKEY_DB_POOLER", "true");
            try (ServiceProcess service = ServiceProcess.start(settings)) {
                Day.morning(service);
            }
        }
    }

    @Test
    void aPoolerThatIsDeniedIsNamedInTheLogWithItsSqlState_C6() {
        postgres.newDatabase();
        try (PgBouncer pooler = new PgBouncer(postgres.port())) {
            Map<String, String> settings = Settings.good(pooler.url(postgres.lastDatabase()));
            // the migration is not tested here
            try (ServiceProcess service = ServiceProcess.start(settings)) {
                assertThat(service.client().register("alice").statusCode()).isEqualTo(201);
            }
            settings.put("LATCHKEY_DB_POOLER", "false");
            settings.put("QUARKUS_DATASOURCE_JDBC_MAX_SIZE", "16");
            try (ServiceProcess service = ServiceProcess.start(settings)) {
                boolean named = Waiting.comesTrue(SOON, () -> {
                    IntStream.range(0, 16)
                            .parallel()
                            .forEach(call -> service.client().login("alice"));
                    return service.output()
                            .matches("(?s).*is behind a pooler in transaction mode \\(SQLSTATE (42P05|26000)\\).*");
                });
                assertThat(named).as(service.output()).isTrue();
                assertThat(service.output()).contains("Set LATCHKEY_DB_POOLER=true");
            }
        }
    }

    @Test
    void aSchemaThatThePoolerRefusesOrDropsIsNamed_C6() {
        postgres.newDatabase();
        postgres.change("create schema my_auth");
        try (PgBouncer refusing = new PgBouncer(postgres.port());
                PgBouncer dropping = new PgBouncer(postgres.port(), "ignore_startup_parameters = search_path")) {
            assertThat(check(refusing.url(postgres.lastDatabase()) + "?currentSchema=my_auth"))
                    .contains("unsupported startup parameter: search_path", "docs/postgresql.md");
            assertThat(check(dropping.url(postgres.lastDatabase()) + "?currentSchema=my_auth"))
                    .contains("alter role \"postgres\" set search_path = \"my_auth\"");
        }
    }

    @Test
    void defaultsThatCannotBeSetBehindAPoolerAreNamed_C6() {
        postgres.newDatabase();
        String database = postgres.lastDatabase();
        postgres.execute("alter database " + database + " set default_transaction_isolation = 'repeatable read'");
        postgres.execute("alter database " + database + " set statement_timeout = '200ms'");
        postgres.execute("alter database " + database + " set lock_timeout = '50ms'");
        try (PgBouncer pooler = new PgBouncer(postgres.port())) {
            assertThat(check(pooler.url(database)))
                    .contains(
                            "default_transaction_isolation = repeatable read",
                            "statement_timeout = 200 ms",
                            "lock_timeout = 50 ms");
        }
    }

    private static String check(String url) {
        try (ServiceProcess process = ServiceProcess.command(Settings.good(url), "", "config", "check")) {
            assertThat(process.awaitEnd(SOON)).as(process.output()).isEqualTo(3);
            return process.output();
        }
    }
}
