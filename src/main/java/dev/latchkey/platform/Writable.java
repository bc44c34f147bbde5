package dev.latchkey.platform;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Asks a connection whether it can write. A standby and a session that began while {@code default_transaction_read_only} was on answer
 * every read, and refuse every write (SQLSTATE 25006); such a session stays read-only after the setting is off again.
 */
final class Writable {

    private static final int PATIENCE_MILLIS = 1_000;

    private Writable() {}

    /**
     * Asks the server, which has one second.
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
