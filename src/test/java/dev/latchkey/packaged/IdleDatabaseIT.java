package dev.latchkey.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service without requests leaves its database idle, and works at full speed from the first request on. */
class IdleDatabaseIT {

    private static final Duration QUIET_AFTER = Duration.ofSeconds(30);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int PROBES = 12;
    private static final long AT_MOST = 6;

    @TempDir
    Path directory;

    @Test
    void anIdleServiceAsksTheDatabaseAtMostSixTimesAMinute() {
        try (PostgresServer postgres = new PostgresServer(directory)) {
            postgres.execute("alter system set autovacuum = off");
            postgres.execute("select pg_reload_conf()");
            Map<String, String> settings = Settings.good(postgres.newDatabase());
            try (ServiceProcess service = ServiceProcess.start(settings)) {
                assertThat(service.client().register("alice").statusCode()).isEqualTo(201);
                assertThat(service.client().login("alice").statusCode()).isEqualTo(200);
                String database = postgres.lastDatabase();
                // a database for the queries of this test, so that only those of the service are counted
                postgres.newDatabase();
                Waiting.pause(QUIET_AFTER);

                long before = transactions(postgres, database);
                // an orchestrator goes on checking liveness
                for (int probe = 0; probe < PROBES; probe++) {
                    assertThat(service.client().health("live").statusCode()).isEqualTo(200);
                    Waiting.pause(MINUTE.dividedBy(PROBES));
                }
                assertThat(transactions(postgres, database) - before).isBetween(1L, AT_MOST);

                assertThat(service.client().login("alice").statusCode()).isEqualTo(200);
            }
        }
    }

    /** Returns the transactions of all connections to a database, from the server's statistics. */
    private static long transactions(PostgresServer postgres, String database) {
        return Long.parseLong(postgres.query(
                        "select xact_commit + xact_rollback from pg_stat_database where datname = '" + database + "'")
                .get(0));
    }
}
