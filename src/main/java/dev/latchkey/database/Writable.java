package dev.latchkey.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Checks whether a connection can write. A standby answers reads and refuses writes (SQLSTATE 25006). So does a session that began while
 * {@code default_transaction_read_only} was on; it stays read-only after the setting is turned off.
 */
final class Writable {

    private static final int PATIENCE_MILLIS = 1_000;

    private Writable() {}

    /**
     * Queries the server with a timeout of one second.
     *
     * @throws SQLException if there is no answer
     */
    static boolean is(Connection connection) throws SQLException {
        int patience = connection.getNetworkTimeout();
        connection.setNetworkTimeout(Runnable::run, PATIENCE_MILLIS);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("show transaction_read_only")) {
            return row.next() && "off".equals(row.getString(1));
        } finally {
            connection.setNetworkTimeout(Runnable::run, patience);
        }
    }
}
