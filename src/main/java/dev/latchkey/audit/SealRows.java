package dev.latchkey.audit;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** Seals in the database, and what has to be read to make one; all of it in the caller's transaction. Safe for use by several threads. */
@Singleton
class SealRows {

    static final String COLUMNS = "hour, row_count, digest, before, sealed_at, mac_key, seal";

    /** A row without a MAC is of the release before, which may still write some while replicas are exchanged. */
    private static final String FIRST = "select"
            + " (select occurred_at from audit_events where mac is not null and occurred_at >="
            // not years of rows of the release before, nor what a clock that was wrong has dated before there was a key
            + " (select min(created_at) from audit_keys) - interval '1 hour' order by occurred_at limit 1) as signed,"
            + " exists (select from audit_events where mac is null) as mixed";

    private static final int FETCH = 5_000;
    private static final int EXCHANGE_HOURS = 2;

    private final DataSource database;

    SealRows(DataSource database) {
        this.database = database;
    }

    Optional<Seal> last() {
        return query(
                "select " + COLUMNS + " from audit_seals order by hour desc limit 1",
                rows -> rows.next() ? Optional.of(seal(rows)) : Optional.empty());
    }

    /** The hour that the chain begins with: that of the first row with a MAC; empty as long as there is none. */
    Optional<Instant> firstHour() {
        return query(FIRST, rows -> {
            rows.next();
            OffsetDateTime signed = rows.getObject("signed", OffsetDateTime.class);
            int later = rows.getBoolean("mixed") ? EXCHANGE_HOURS : 0;
            return Optional.ofNullable(signed)
                    .map(time -> time.toInstant().truncatedTo(ChronoUnit.HOURS).plus(later, ChronoUnit.HOURS));
        });
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

    static OffsetDateTime utc(Instant time) {
        return OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
    }

    /** Reads what a query gives. */
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
