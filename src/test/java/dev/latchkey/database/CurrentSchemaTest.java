package dev.latchkey.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A start without Flyway and validation is decided by what they would look at. */
@QuarkusTest
class CurrentSchemaTest {

    @Inject
    DataSource database;

    @Test
    void aMigratedDatabaseIsCurrent() throws SQLException {
        try (Connection connection = database.getConnection()) {
            assertThat(CurrentSchema.DIGEST)
                    .as("a migration was added: write its digest into CurrentSchema")
                    .isEqualTo(CurrentSchema.digest(connection));
            assertThat(CurrentSchema.isIn(connection)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into flyway_schema_history select 0, null, '<< Flyway Schema Creation >>', 'SCHEMA', 'x', null, 'me', now(), 0, true",
                "create table of_another (id int)",
                "create index of_an_operator on sessions (created_at)"
            })
    void whatIsNoDifferenceIsNone(String change) throws SQLException {
        assertThat(isCurrentAfter(change)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete from flyway_schema_history where version = '21'",
                "delete from flyway_schema_history",
                "drop table flyway_schema_history",
                "alter table flyway_schema_history drop column success",
                "update flyway_schema_history set success = false where version = '21'",
                "update flyway_schema_history set checksum = checksum + 1 where version = '5'",
                "update flyway_schema_history set checksum = null where version = '5'",
                "insert into flyway_schema_history select 9999, '9999', 'later', 'SQL', 'V9999__x.sql', 1, 'me', now(), 1, true",
                "insert into flyway_schema_history select 9999, '9999', 'later', 'JDBC', 'V9999__x', null, 'me', now(), 1, true",
                "insert into flyway_schema_history select 9999, null, 'repeatable', 'SQL', 'R__x.sql', 1, 'me', now(), 1, true",
                "alter table users rename column created_at to made_at",
                "alter table webhook_endpoints alter column url type varchar(3000)",
                "alter table sessions add of_an_operator int",
                "drop table webhook_deliveries"
            })
    void anyOtherSchemaIsNot(String change) throws SQLException {
        assertThat(isCurrentAfter(change)).isFalse();
    }

    private boolean isCurrentAfter(String change) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute(change);
                return CurrentSchema.isIn(connection);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }
}
