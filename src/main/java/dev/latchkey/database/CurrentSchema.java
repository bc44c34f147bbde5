package dev.latchkey.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Decides with one query whether the database has exactly the migrations of this version. Flyway and Hibernate's validation would find the
 * same, with dozens of queries, at each start; they run only if something differs.
 */
final class CurrentSchema {

    /** MD5 over version and checksum of each migration, in their order. Every new migration has another; its test prints it. */
    static final String DIGEST = "669280f907c7beeb61135432ba0ca239";

    private static final String HISTORY = """
            select bool_and(success) and md5(string_agg(version || ':' || checksum, ',' order by installed_rank)) = ?
            from flyway_schema_history""";

    private CurrentSchema() {}

    /** Returns whether the schema is current. The connection's schema must have Flyway's table. */
    static boolean isIn(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(HISTORY)) {
            statement.setString(1, DIGEST);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /** Lets the application that starts afterwards in this JVM neither migrate nor validate. */
    static void skipMigration() {
        System.setProperty("quarkus.flyway.migrate-at-start", "false");
        System.setProperty("quarkus.hibernate-orm.schema-management.strategy", "none");
    }
}
