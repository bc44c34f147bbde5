package dev.latchkey.audit;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** Reads and writes seals, and reads what a new seal needs, in the caller's transaction. Safe for use by several threads. */
@Singleton
class SealRows {

    static final String COLUMNS = "hour, row_count, digest, before, sealed_at, mac_key, seal";

    private static final Instant LATEST = Instant.parse("+294276-12-31T23:59:59.999999Z");
    private static final Instant EARLIEST = Instant.parse("-4712-01-01T00:00:00Z");

    private static final int FETCH = 5_000;

    private final DataSource database;

    SealRows(DataSource database) {
        this.database = database;
    }

    Optional<Seal> last() {
        return query(
                "select " + COLUMNS + " from audit_seals order by hour desc limit 1",
                rows -> rows.next() ? Optional.of(seal(rows)) : Optional.empty());
    }

    /** Returns the first hour of the chain; empty if the row that holds it was removed. */
    Optional<Instant> firstHour() {
        return query(
                "select hour from audit_beginning where hour is not null",
                rows -> rows.next()
                        ? Optional.of(
                                rows.getObject("hour", OffsetDateTime.class).toInstant())
                        : Optional.empty());
    }

    HourDigest digest(Instant hour) {
        return query(
                "select id, mac from audit_events where occurred_at >= ? and occurred_at < ? order by occurred_at, id",
                rows -> {
                    HourDigest digest = new HourDigest();
                    while (rows.next()) {
                        digest.add(rows.getObject("id", UUID.class), rows.getBytes("mac"));
                    }
                    return digest;
                },
                utc(hour),
                utc(hour.plus(Seal.HOUR)));
    }

    void insert(Seal seal, byte[] ids) {
        update(
                "insert into audit_seals (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?)",
                utc(seal.hour()),
                seal.rows(),
                seal.digest(),
                seal.before(),
                utc(seal.sealedAt()),
                seal.mac().key(),
                seal.mac().bytes());
        update("insert into audit_sealed_rows (hour, ids) values (?, ?)", utc(seal.hour()), ids);
    }

    static Seal seal(ResultSet row) throws SQLException {
        return new Seal(
                row.getObject("hour", OffsetDateTime.class).toInstant(),
                row.getInt("row_count"),
                row.getBytes("digest"),
                row.getBytes("before"),
                row.getObject("sealed_at", OffsetDateTime.class).toInstant(),
                new Mac(row.getInt("mac_key"), row.getBytes("seal")));
    }

    /**
     * Converts a time for PostgreSQL. Times beyond its range become infinity: a bound of a query may be such a time after a row was
     * inserted by hand.
     */
    static OffsetDateTime utc(Instant time) {
        if (time.isAfter(LATEST)) {
            return OffsetDateTime.MAX;
        }
        return time.isBefore(EARLIEST) ? OffsetDateTime.MIN : OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
    }

    /** Reads the result of a query. */
    interface Reading<T> {
        T from(ResultSet rows) throws SQLException;
    }

    private <T> T query(String sql, Reading<T> reading, Object... parameters) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = prepare(connection, sql, parameters)) {
            statement.setFetchSize(FETCH);
            try (ResultSet rows = statement.executeQuery()) {
                return reading.from(rows);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the audit trail could not be read", e);
        }
    }

    private void update(String sql, Object... parameters) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = prepare(connection, sql, parameters)) {
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("an hour of the audit trail could not be sealed", e);
        }
    }

    static PreparedStatement prepare(Connection connection, String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }
}
