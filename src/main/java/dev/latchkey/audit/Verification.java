package dev.latchkey.audit;

import dev.latchkey.audit.AuditFinding.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Verifies the trail from its beginning to the last row. Checks for missing records as well as for wrong ones. Not thread-safe. */
final class Verification {

    /** When a seal is overdue. It is made some minutes after the end of its hour; the rest allows for a downtime of the service. */
    static final Duration SEALED_AFTER = Duration.ofHours(2);

    /** Allowed clock skew between the replicas and the database. */
    private static final Duration SKEW = Duration.ofMinutes(10);

    private static final int MOST_LATE = 100;

    private final StoredTrail trail;
    private final Keyring keys;
    private final Findings findings;
    private final Instant now;
    private final List<UUID> late = new ArrayList<>();
    private final Set<YearMonth> dropped = new HashSet<>();
    private int hours;
    private long rows;
    private @Nullable Instant beginning;
    private @Nullable Seal last;

    Verification(Connection database, AuditKeys audit, Instant now) throws SQLException {
        this.trail = new StoredTrail(database);
        this.findings = new Findings();
        this.keys = audit.inDatabase(database, findings);
        this.now = now;
    }

    AuditReport run() throws SQLException {
        checkBeginning();
        readDroppedMonths();
        List<Seal> seals = trail.seals();
        if (seals.isEmpty()) {
            Outside outside = new Outside(true);
            trail.all(outside);
            checkAbsence(outside.isOverdue());
        } else {
            trail.before(seals.get(0).hour(), new Outside(true));
            for (Seal seal : seals) {
                hour(seal);
            }
            trail.from(seals.get(seals.size() - 1).end(), new Outside(true));
        }
        return new AuditReport(
                findings.all(),
                List.copyOf(late),
                hours,
                rows,
                beginning,
                last == null ? null : last.end(),
                last == null ? null : HexFormat.of().formatHex(last.mac().bytes()));
    }

    private void checkBeginning() throws SQLException {
        Optional<StoredTrail.Signed<Beginning>> stored = trail.beginning();
        if (stored.isEmpty()) {
            findings.add(Kind.BEGINNING_REMOVED, null, null);
            return;
        }
        Beginning found = stored.get().what();
        if (!keys.isGenuine(stored.get().mac(), found.encoded())) {
            findings.add(Kind.BEGINNING_CHANGED, found.hour(), null);
            return;
        }
        beginning = found.hour();
        Instant earliest = found.oldest().minus(SKEW);
        if (found.state().equals(Beginning.LATE)
                || trail.oldestOther().filter(earliest::isAfter).isPresent()) {
            findings.add(Kind.BEGINNING_LATE, found.hour(), null);
        }
    }

    /**
     * Checks that seals are not missing: each hour since the beginning has one, even without events. A user or a signing key without any
     * event also means that events were removed.
     */
    private void checkAbsence(boolean overdue) throws SQLException {
        boolean isOld = beginning != null
                && beginning.plus(Seal.HOUR).plus(SEALED_AFTER).isBefore(now);
        if (overdue || isOld) {
            findings.add(Kind.SEAL_REMOVED, beginning, null);
        }
        if (rows == 0 && trail.oldestOther().isPresent()) {
            findings.add(Kind.REMOVED, beginning, null);
        }
    }

    private void hour(Seal seal) throws SQLException {
        byte[] before = last == null ? Seal.none() : last.mac().bytes();
        if (last == null) {
            checkFirst(seal);
        } else if (seal.hour().isAfter(last.end())) {
            findings.add(Kind.SEAL_REMOVED, last.end(), null);
            trail.between(last.end(), seal.hour(), new Outside(false));
        } else if (!seal.follows(before)) {
            findings.add(Kind.SEAL_CHANGED, seal.hour(), null);
        }
        if (!keys.isGenuine(seal.mac(), seal.encoded())) {
            findings.add(Kind.SEAL_CHANGED, seal.hour(), null);
        }
        new SealedHour(seal).check();
        hours++;
        last = seal;
    }

    private void checkFirst(Seal seal) {
        if (beginning != null && seal.hour().isAfter(beginning)) {
            findings.add(Kind.SEAL_REMOVED, beginning, null);
        } else if (beginning != null && seal.hour().isBefore(beginning)) {
            findings.add(Kind.SEAL_CHANGED, seal.hour(), null);
        }
        if (!seal.follows(Seal.none())) {
            findings.add(Kind.SEAL_REMOVED, seal.hour(), null);
        }
    }

    /** Compares one hour's rows with its seal. */
    private final class SealedHour {

        private final Seal seal;
        private final boolean isDropped;
        private final boolean hasList;
        private final byte[] ids;
        private final Set<UUID> missing;
        private final Set<UUID> sealed;
        private final HourDigest digest = new HourDigest();
        private boolean named;

        SealedHour(Seal seal) throws SQLException {
            this.seal = seal;
            this.isDropped = dropped.contains(YearMonth.from(seal.hour().atZone(ZoneOffset.UTC)));
            Optional<byte[]> list = isDropped ? Optional.of(new byte[0]) : trail.ids(seal.hour());
            this.hasList = list.isPresent();
            this.ids = list.orElseGet(() -> new byte[0]);
            this.sealed = HourDigest.read(ids);
            this.missing = HourDigest.read(ids);
        }

        void check() throws SQLException {
            trail.between(seal.hour(), seal.end(), this::row);
            for (UUID id : missing) {
                name(Kind.REMOVED, id);
            }
            boolean fits =
                    hasList && digest.rows() == seal.rows() && Arrays.equals(digest.digestWith(ids), seal.digest());
            if (!fits && !isDropped && !named) {
                findings.add(Kind.HOUR_CHANGED, seal.hour(), null);
            }
        }

        private void row(AuditRow row, @Nullable Mac mac) {
            rows++;
            boolean known = sealed.contains(row.id());
            boolean genuine = mac != null && keys.isGenuine(mac, row.encoded());
            missing.remove(row.id());
            if (known) {
                digest.add(row.id(), mac == null ? null : mac.bytes());
            }
            if (!genuine) {
                name(known ? Kind.CHANGED : Kind.ADDED, row.id());
            } else if (!known && hasList && late.size() < MOST_LATE) {
                late.add(row.id());
            }
        }

        private void name(Kind kind, UUID id) {
            named = true;
            findings.add(kind, seal.hour(), id);
        }
    }

    /** Checks rows of hours without a seal. */
    private final class Outside implements StoredTrail.Each {

        private final boolean isSealDue;
        private @Nullable Instant overdue;

        Outside(boolean isSealDue) {
            this.isSealDue = isSealDue;
        }

        boolean isOverdue() {
            return overdue != null;
        }

        @Override
        public void row(AuditRow row, @Nullable Mac mac) {
            rows++;
            Instant hour = row.at().truncatedTo(ChronoUnit.HOURS);
            if (mac == null) {
                findings.add(Kind.ADDED, hour, row.id());
            } else if (!keys.isGenuine(mac, row.encoded())) {
                findings.add(Kind.CHANGED, hour, row.id());
            } else if (beginning != null && hour.isBefore(beginning)) {
                findings.add(Kind.BEFORE_BEGINNING, hour, row.id());
            } else if (isSealDue
                    && !hour.equals(overdue)
                    && hour.plus(Seal.HOUR).plus(SEALED_AFTER).isBefore(now)) {
                overdue = hour;
                findings.add(Kind.NOT_SEALED, hour, null);
            }
        }
    }

    private void readDroppedMonths() throws SQLException {
        for (StoredTrail.Signed<DroppedMonth> note : trail.droppedMonths()) {
            if (keys.isGenuine(note.mac(), note.what().encoded())) {
                dropped.add(note.what().month());
            } else {
                Instant start = note.what()
                        .month()
                        .atDay(1)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant();
                findings.add(Kind.MONTH_CHANGED, start, null);
            }
        }
    }
}
