package dev.latchkey.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** A start on a database that is current neither migrates nor validates, and any other start does. */
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
    }

    private static String outputOfOneLogin(Map<String, String> settings) {
        try (ServiceProcess service = ServiceProcess.start(settings)) {
            service.client().register("alice");
            assertThat(service.client().login("alice").statusCode()).isEqualTo(200);
            return service.output();
        }
    }
}
