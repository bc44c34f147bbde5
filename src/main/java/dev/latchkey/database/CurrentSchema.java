package dev.latchkey.database;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;

/**
 * Decides with one query whether the database has exactly the migrations of this version, and the columns that they make. Flyway and
 * Hibernate's validation would find the same, with dozens of queries, at each start; they run only if something differs.
 */
final class CurrentSchema {

    /** SHA-256 over the migrations and the columns. Every new migration changes it; its test prints the new one. */
    static final String DIGEST = "8ef4536ef4305b2bf6d0fb9080944f71e1b75568277b62da3fd08794cf78543d";

    private static final String STATE = """
            select (select string_agg(
                        coalesce(version, '') || ' ' || coalesce(cast(checksum as text), '') || ' ' || cast(success as text), ','
                        order by installed_rank)
                    from flyway_schema_history where type not in ('SCHEMA', 'BASELINE')) as migrations,
                (select string_agg(c.relname || ' ' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod), ','
                        order by c.relname, a.attname)
                    from pg_attribute a join pg_class c on c.oid = a.attrelid
                    where c.relnamespace = (select oid from pg_namespace where nspname = current_schema())
                        and c.relkind in ('r', 'p', 'v') and a.attnum > 0 and not a.attisdropped
                        and c.relname in ('""" + String.join("', '", LatchkeyTables.NAMES) + "')) as columns";

    private CurrentSchema() {}

    /**
     * Returns whether the schema is current. False also if that cannot be asked, for example because the history is another application's:
     * then Flyway runs, and reports what is wrong.
     */
    static boolean isIn(Connection connection) {
        try {
            return DIGEST.equals(digest(connection));
        } catch (SQLException unknown) {
            return false;
        }
    }

    static String digest(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(STATE);
                ResultSet row = statement.executeQuery()) {
            row.next();
            // not by PostgreSQL's md5(), which a server in FIPS mode refuses
            String state = row.getString("migrations") + "\n" + row.getString("columns");
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(state.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    /** Lets the application that starts afterwards in this JVM neither migrate nor validate. */
    static void skipMigration() {
        System.setProperty("quarkus.flyway.migrate-at-start", "false");
        System.setProperty("quarkus.hibernate-orm.schema-management.strategy", "none");
    }
}
