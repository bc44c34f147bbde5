package dev.latchkey.audit;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import javax.sql.DataSource;

/** Appends rows with their MACs, in the caller's transaction if there is one. Safe for use by several threads. */
@Singleton
class AuditRows {

    private static final String APPEND = "insert into audit_events"
            + " (id, occurred_at, type, user_id, session_id, request_id, network, actor, details, mac_key, mac)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, cast(? as jsonb), ?, ?)";

    private final DataSource database;
    private final AuditKeys keys;

    AuditRows(DataSource database, AuditKeys keys) {
        this.database = database;
        this.keys = keys;
    }

    void append(AuditRow row) {
        Mac mac = keys.sign(row.encoded());
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(APPEND)) {
            statement.setObject(1, row.id());
            statement.setObject(2, OffsetDateTime.ofInstant(row.at(), ZoneOffset.UTC));
            statement.setString(3, row.type());
            statement.setObject(4, row.userId());
            statement.setObject(5, row.sessionId());
            statement.setString(6, row.requestId());
            statement.setString(7, row.network());
            statement.setString(8, row.actor());
            statement.setString(9, row.details());
            statement.setInt(10, mac.key());
            statement.setBytes(11, mac.bytes());
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("an event could not be written", e);
        }
    }
}
