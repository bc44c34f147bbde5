package dev.latchkey.audit;

import dev.latchkey.audit.AuditFinding.Kind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One look at the trail, from the first hour to the last. Not thread-safe. */
final class Verification {

    private static final String ROWS = "select id, occurred_at, type, user_id, session_id, request_id, network, actor,"
            + " cast(details as text) as details, mac_key, mac from audit_events"
            + " where occurred_at >= ? and occurred_at < ? order by occurred_at, id";

    private static final int FETCH = 5_000;
    private static final int MOST = 100;
    private static final Instant BEFORE_ALL = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant AFTER_ALL = Instant.parse("9999-01-01T00:00:00Z");

    private final Connection database;
    private final AuditKeys keys;
    private final List<AuditFinding> findings = new ArrayList<>();
    private final List<UUID> late = new ArrayList<>();
    private final Set<YearMonth> dropped = new HashSet<>();
    private int hours;
    private long rows;
    private long unsigned;
    private @Nullable Seal last;

    Verification(Connection database, AuditKeys keys) {
        this.database = database;
        this.keys = keys;
    }

    AuditReport run() throws SQLException {
        readDroppedMonths();
        List<Seal> seals = seals();
        if (seals.isEmpty()) {
            unsealed(BEFORE_ALL, AFTER_ALL, true);
        } else {
            unsealed(BEFORE_ALL, seals.get(0).hour(), true);
            for (Seal seal : seals) {
                hour(seal);
            }
            unsealed(seals.get(seals.size() - 1).end(), AFTER_ALL, false);
        }
        return new AuditReport(
                List.copyOf(findings),
                List.copyOf(late),
                hours,
                rows,
                unsigned,
                last == null ? null : last.end(),
                last == null ? null : HexFormat.of().formatHex(last.mac().bytes()));
    }

    private void hour(Seal seal) throws SQLException {
        byte[] before = last == null ? Seal.none() : last.mac().bytes();
        if (last != null && seal.hour().isAfter(last.end())) {
            found(Kind.SEAL_REMOVED, last.end(), null);
            unsealed(last.end(), seal.hour(), false);
        } else if (!seal.follows(before)) {
            found(last == null ? Kind.SEAL_REMOVED : Kind.SEAL_CHANGED, seal.hour(), null);
        }
        if (!keys.isGenuine(seal.mac(), seal.encoded())) {
            found(Kind.SEAL_CHANGED, seal.hour(), null);
        }
        YearMonth month = YearMonth.from(seal.hour().atZone(ZoneOffset.UTC));
        new SealedHour(seal, dropped.contains(month) ? new byte[0] : ids(seal.hour()), dropped.contains(month)).check();
        hours++;
        last = seal;
    }

    /** One hour's rows beside what its seal says of them. */
    private final class SealedHour {

        private final Seal seal;
        private final byte[] ids;
        private final boolean isDropped;
        private final Set<UUID> missing;
        private final Set<UUID> sealed;
        private final HourDigest digest = new HourDigest();
        private boolean named;

        SealedHour(Seal seal, byte[] ids, boolean isDropped) {
            this.seal = seal;
            this.ids = ids;
            this.isDropped = isDropped;
            this.sealed = HourDigest.read(ids);
            this.missing = HourDigest.read(ids);
        }

        void check() throws SQLException {
            each(seal.hour(), seal.end(), this::row);
            for (UUID id : missing) {
                name(Kind.REMOVED, id);
            }
            boolean fits =
                    digest.rows() == seal.rows() && java.util.Arrays.equals(digest.digestWith(ids), seal.digest());
            if (!fits && !isDropped && !named) {
                found(Kind.HOUR_CHANGED, seal.hour(), null);
            }
        }

        private void row(AuditRow row, @Nullable Mac mac) {
            boolean known = sealed.contains(row.id());
            boolean genuine = mac != null && keys.isGenuine(mac, row.encoded());
            missing.remove(row.id());
            if (known) {
                digest.add(row.id(), mac == null ? null : mac.bytes());
            }
            if (!genuine) {
                name(known ? Kind.CHANGED : Kind.ADDED, row.id());
            } else if (!known) {
                late(row.id());
            }
        }

        private void name(Kind kind, UUID id) {
            named = true;
            found(kind, seal.hour(), id);
        }
    }

    private void unsealed(Instant from, Instant to, boolean unsignedAllowed) throws SQLException {
        each(from, to, (row, mac) -> {
            Instant hour = row.at().truncatedTo(java.time.temporal.ChronoUnit.HOURS);
            if (mac == null && unsignedAllowed) {
                unsigned++;
            } else if (mac == null) {
                found(Kind.ADDED, hour, row.id());
            } else if (!keys.isGenuine(mac, row.encoded())) {
                found(Kind.CHANGED, hour, row.id());
            }
        });
    }

    private void readDroppedMonths() throws SQLException {
        try (PreparedStatement statement = SealRows.prepare(
                        database, "select month, dropped_at, mac_key, mac from audit_dropped_months order by month");
                ResultSet months = statement.executeQuery()) {
            while (months.next()) {
                LocalDate month = months.getObject("month", LocalDate.class);
                DroppedMonth note = new DroppedMonth(
                        YearMonth.from(month),
                        months.getObject("dropped_at", OffsetDateTime.class).toInstant());
                if (keys.isGenuine(new Mac(months.getInt("mac_key"), months.getBytes("mac")), note.encoded())) {
                    dropped.add(note.month());
                } else {
                    found(Kind.MONTH_CHANGED, month.atStartOfDay(ZoneOffset.UTC).toInstant(), null);
                }
            }
        }
    }

    private List<Seal> seals() throws SQLException {
        List<Seal> seals = new ArrayList<>();
        try (PreparedStatement statement =
                        SealRows.prepare(database, "select " + SealRows.COLUMNS + " from audit_seals order by hour");
                ResultSet found = statement.executeQuery()) {
            while (found.next()) {
                seals.add(SealRows.seal(found));
            }
        }
        return seals;
    }

    private byte[] ids(Instant hour) throws SQLException {
        try (PreparedStatement statement = SealRows.prepare(
                        database, "select ids from audit_sealed_rows where hour = ?", SealRows.utc(hour));
                ResultSet row = statement.executeQuery()) {
            return row.next() ? row.getBytes("ids") : new byte[0];
        }
    }

    /** What to do with a row. */
    private interface Each {
        void row(AuditRow row, @Nullable Mac mac);
    }

    private void each(Instant from, Instant to, Each each) throws SQLException {
        try (PreparedStatement statement = SealRows.prepare(database, ROWS, SealRows.utc(from), SealRows.utc(to))) {
            statement.setFetchSize(FETCH);
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    rows++;
                    byte[] mac = found.getBytes("mac");
                    each.row(row(found), mac == null ? null : new Mac(found.getInt("mac_key"), mac));
                }
            }
        }
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
                details == null ? null : Details.canonical(details));
    }

    private void late(UUID id) {
        if (late.size() < MOST) {
            late.add(id);
        }
    }

    private void found(Kind kind, Instant hour, @Nullable UUID event) {
        if (findings.size() < MOST) {
            findings.add(new AuditFinding(kind, hour, event));
        }
    }
}
