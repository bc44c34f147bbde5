package dev.latchkey.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import javax.sql.DataSource;

/** Verifies that the trail was not tampered with. Safe for use by several threads. */
@ApplicationScoped
public class AuditCheck {

    private final DataSource database;
    private final AuditKeys keys;
    private final Clock clock;

    AuditCheck(DataSource database, AuditKeys keys, Clock clock) {
        this.clock = clock;
        this.database = database;
        this.keys = keys;
    }

    /**
     * Returns whether a seal that was noted earlier is still in the chain. It detects removal of the newest seals together with their
     * hours.
     *
     * @param seal in hexadecimal
     * @return true if it is
     */
    @Transactional
    public boolean isInChain(String seal) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = SealRows.prepare(
                        connection, "select 1 from audit_seals where encode(seal, 'hex') = lower(?)", seal);
                ResultSet rows = statement.executeQuery()) {
            return rows.next();
        } catch (SQLException e) {
            throw new IllegalStateException("the audit trail could not be read", e);
        }
    }

    /**
     * Reads a snapshot of the whole trail, and verifies every row, every seal and the chain of seals.
     *
     * @return what the trail contains, and what is wrong
     */
    @Transactional(Transactional.TxType.NOT_SUPPORTED)
    public AuditReport verify() {
        return verify(clock.instant());
    }

    /** Verifies as of another time, which decides which hours must be sealed. */
    AuditReport verify(Instant now) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try {
                return new Verification(connection, keys, now).run();
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the audit trail could not be read", e);
        }
    }
}
