package dev.latchkey.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A start on a database that is current does not migrate. Any other start does, and validates the tables. */
class SecondStartIT extends OnPostgres {

    private static final String FLYWAY = "org.flywaydb.core";

    @Test
    void onlyAStartThatFindsAnotherSchemaMigrates() {
        Map<String, String> settings = Settings.good(postgres.newDatabase());

        assertThat(outputOfOneLogin(settings)).contains(FLYWAY, "Successfully applied");
        assertThat(outputOfOneLogin(settings)).doesNotContain(FLYWAY);

        // a later version has migrated, and this one starts beside it
        postgres.change("insert into flyway_schema_history values"
                + " (9999, '9999', 'of a later version', 'SQL', 'V9999__x.sql', 1, 'later', now(), 1, true)");
        assertThat(outputOfOneLogin(settings)).contains(FLYWAY);

        // a column that nothing at the start reads
        postgres.change("alter table users rename column email_verified_at to another");
        try (ServiceProcess service = ServiceProcess.launch(settings)) {
            assertThat(service.awaitEnd(Duration.ofMinutes(1))).isEqualTo(1);
            assertThat(service.output()).contains("Schema validation", "email_verified_at");
        }
    }

    private static String outputOfOneLogin(Map<String, String> settings) {
        try (ServiceProcess service = ServiceProcess.start(settings)) {
            service.client().register("alice");
            assertThat(service.client().login("alice").statusCode()).isEqualTo(200);
            return service.output();
        }
    }
}
