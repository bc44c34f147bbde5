package dev.latchkey.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the stored trail in the caller's transaction, without verifying it. Not thread-safe. */
final class StoredTrail {

    private static final String ROWS = "select id, occurred_at, type, user_id, session_id, request_id, network, actor,"
            + " cast(details as text) as details, mac_key, mac from audit_events";
    private static final String ORDER = " order by occurred_at, id";
    private static final int FETCH = 5_000;

    /** The oldest user by id, whose first 48 bits are milliseconds (RFC 9562, 5.7), and the oldest signing key. */
    private static final String OLDEST = "select"
            + " (select id from users where substr(cast(id as text), 15, 1) = '7' order by id limit 1) as id,"
            + " (select min(created_at) from signing_keys) as key";

    private final Connection database;

    StoredTrail(Connection database) {
        this.database = database;
    }

    /** Handles a row. */
    interface Each {
        void row(AuditRow row, @Nullable Mac mac);
    }

    /** A signed record, and its MAC. */
    record Signed<T>(T what, Mac mac) {}

    /** Reads all rows before a time, including those at minus infinity. */
    void before(Instant time, Each each) throws SQLException {
        rows(each, " where occurred_at < ?", time);
    }

    /** Reads all rows from a time on, including those at infinity. */
    void from(Instant time, Each each) throws SQLException {
        rows(each, " where occurred_at >= ?", time);
    }

    void between(Instant from, Instant to, Each each) throws SQLException {
        rows(each, " where occurred_at >= ? and occurred_at < ?", from, to);
    }

    void all(Each each) throws SQLException {
        rows(each, "");
    }

    List<Seal> seals() throws SQLException {
        return list("select " + SealRows.COLUMNS + " from audit_seals order by hour", SealRows::seal);
    }

    /** Returns the ids of an hour's rows; empty if the list is missing. */
    Optional<byte[]> ids(Instant hour) throws SQLException {
        return list("select ids from audit_sealed_rows where hour = ?", row -> row.getBytes("ids"), hour).stream()
                .findFirst();
    }

    List<Signed<DroppedMonth>> droppedMonths() throws SQLException {
        return list(
                "select month, dropped_at, mac_key, mac from audit_dropped_months order by month",
                row -> new Signed<>(
                        new DroppedMonth(
                                YearMonth.from(row.getObject("month", LocalDate.class)),
                                row.getObject("dropped_at", OffsetDateTime.class)
                                        .toInstant()),
                        mac(row)));
    }

    /** Returns the beginning of the trail; empty if it is missing or was never completed. */
    Optional<Signed<Beginning>> beginning() throws SQLException {
        return list(
                        "select hour, made_at, state, mac_key, mac from audit_beginning where mac is not null",
                        row -> new Signed<>(
                                new Beginning(
                                        row.getObject("hour", OffsetDateTime.class)
                                                .toInstant(),
                                        row.getObject("made_at", OffsetDateTime.class)
                                                .toInstant(),
                                        row.getString("state")),
                                mac(row)))
                .stream()
                .findFirst();
    }

    /** Returns the creation time of the oldest user or signing key; empty if there is none. */
    Optional<Instant> oldestOther() throws SQLException {
        return list(OLDEST, row -> {
                    UUID user = row.getObject("id", UUID.class);
                    OffsetDateTime key = row.getObject("key", OffsetDateTime.class);
                    Instant userMade =
                            user == null ? Instant.MAX : Instant.ofEpochMilli(user.getMostSignificantBits() >>> 16);
                    Instant keyMade = key == null ? Instant.MAX : key.toInstant();
                    return userMade.isBefore(keyMade) ? userMade : keyMade;
                })
                .stream()
                .filter(Instant.MAX::isAfter)
                .findFirst();
    }

    private static Mac mac(ResultSet row) throws SQLException {
        return new Mac(row.getInt("mac_key"), row.getBytes("mac"));
    }

    private void rows(Each each, String where, Instant... times) throws SQLException {
        try (PreparedStatement statement = prepare(ROWS + where + ORDER, times)) {
            statement.setFetchSize(FETCH);
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    byte[] mac = found.getBytes("mac");
                    each.row(row(found), mac == null ? null : mac(found));
                }
            }
        }
    }

    private <T> List<T> list(String sql, SealRows.Reading<T> reading, Instant... times) throws SQLException {
        List<T> list = new ArrayList<>();
        try (PreparedStatement statement = prepare(sql, times);
                ResultSet found = statement.executeQuery()) {
            while (found.next()) {
                list.add(reading.from(found));
            }
        }
        return list;
    }

    private PreparedStatement prepare(String sql, Instant... times) throws SQLException {
        Object[] parameters = new Object[times.length];
        for (int i = 0; i < times.length; i++) {
            parameters[i] = SealRows.utc(times[i]);
        }
        return SealRows.prepare(database, sql, parameters);
    }

    private static AuditRow row(ResultSet row) throws SQLException {
        String details = row.getString("details");
        return new AuditRow(
                row.getObject("id", UUID.class),
                row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
                row.getString("type"),
                row.getObject("user_id", UUID.class),
                row.getObject("session_id", UUID.class),
                row.getString("request_id"),
                row.getString("network"),
                row.getString("actor"),
                details == null ? null : Details.canonicalOrAsItIs(details));
    }
}
