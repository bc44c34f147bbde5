package dev.latchkey.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.crypto.RootSecret;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tables of another owner are a fault before the start, whichever table it is. In a schema of its own, with all migrations. */
@QuarkusTest
class ForeignOwnersTest {

    private static final String SCHEMA = "owners";
    private static final String ROLE = "not_the_owner";

    @Inject
    AgroalDataSource source;

    @Inject
    Flyway flyway;

    @ConfigProperty(name = "latchkey.secret")
    String secret;

    @BeforeEach
    void migrate() throws SQLException {
        drop();
        Flyway.configure()
                .configuration(flyway.getConfiguration())
                .schemas(SCHEMA)
                .defaultSchema(SCHEMA)
                .load()
                .migrate();
        run("create role " + ROLE);
    }

    @AfterEach
    void drop() throws SQLException {
        run("drop schema if exists " + SCHEMA + " cascade", "drop role if exists " + ROLE);
    }

    @Test
    void theListNamesWhatTheMigrationsMake() throws SQLException {
        assertThat(made().stream().filter(each -> !each.matches(LatchkeyTables.MONTHS)))
                .containsExactlyInAnyOrderElementsOf(LatchkeyTables.NAMES);
    }

    @Test
    void eachTableThatBelongsToAnotherRoleIsAFault() throws SQLException {
        List<String> tables = new ArrayList<>(made());
        tables.add("audit_events_2031_05");
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("set local search_path = " + SCHEMA);
            statement.execute("create table audit_events_2031_05 partition of audit_events"
                    + " for values from ('2031-05-01Z') to ('2031-06-01Z')");
            statement.execute("create table invoices (id int)");
            statement.execute("grant usage, create on schema " + SCHEMA + " to " + ROLE);
            statement.execute("grant select on all tables in schema " + SCHEMA + " to " + ROLE);
            for (String each : tables) {
                statement.execute("alter table " + each + " owner to " + ROLE);
            }
            assertThat(faults(connection)).isEmpty();
            for (String each : tables) {
                Savepoint before = connection.setSavepoint();
                statement.execute("alter table " + each + " owner to session_user");
                assertThat(faults(connection))
                        .as(each)
                        .singleElement()
                        .asString()
                        .contains("but they belong to");
                connection.rollback(before);
            }
            connection.rollback();
        }
    }

    private List<String> faults(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set local role " + ROLE);
            List<String> faults = new DatabaseNeeds(connection, RootSecret.parse(secret), false, SCHEMA).faults();
            statement.execute("reset role");
            return faults;
        }
    }

    /** Returns all but the sequences of columns, which always have the owner of their table. */
    private List<String> made() throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select relname from pg_class c where relnamespace = '" + SCHEMA
                                + "'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'S', 'f')"
                                + " and not exists (select from pg_depend d where d.objid = c.oid and c.relkind = 'S' and d.refobjsubid > 0)")) {
            List<String> names = new ArrayList<>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        }
    }

    private void run(String... statements) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }
}
