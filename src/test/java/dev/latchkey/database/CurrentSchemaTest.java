package dev.latchkey.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A start without Flyway is decided by what Flyway wrote. */
@QuarkusTest
class CurrentSchemaTest {

    private static final String DIGEST =
            "select md5(string_agg(version || ':' || checksum, ',' order by installed_rank)) from flyway_schema_history";

    @Inject
    DataSource database;

    @Test
    void aMigratedDatabaseIsCurrent() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(DIGEST)) {
            row.next();
            assertThat(CurrentSchema.DIGEST)
                    .as("a migration was added: write its digest into CurrentSchema")
                    .isEqualTo(row.getString(1));
            assertThat(CurrentSchema.isIn(connection)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete from flyway_schema_history where version = '21'",
                "delete from flyway_schema_history",
                "update flyway_schema_history set success = false where version = '21'",
                "update flyway_schema_history set checksum = checksum + 1 where version = '5'",
                "insert into flyway_schema_history values (9999, '9999', 'of a later version', 'SQL', 'V9999__x.sql', 1,"
                        + " 'later', now(), 1, true)"
            })
    void anyOtherHistoryIsNot(String change) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                assertThat(statement.executeUpdate(change)).isPositive();
                assertThat(CurrentSchema.isIn(connection)).isFalse();
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }
}
