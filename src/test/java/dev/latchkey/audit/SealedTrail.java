package dev.latchkey.audit;

import dev.latchkey.Database;
import dev.latchkey.crypto.Randomness;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/** A trail for tests with three sealed hours and a current one, and access as a superuser, who can change everything. */
@ApplicationScoped
class SealedTrail {

    static final Instant FIRST = Instant.parse("2019-03-10T10:00:00Z");

    /** The beginning of the second hour. */
    static final Instant SECOND = FIRST.plusSeconds(3600);

    private final Database database;
    private final AuditRows rows;
    private final AuditSeals seals;
    private final AuditKeys keys;
    private final Randomness randomness;

    SealedTrail(Database database, AuditRows rows, AuditSeals seals, AuditKeys keys, Randomness randomness) {
        this.keys = keys;
        this.database = database;
        this.rows = rows;
        this.seals = seals;
        this.randomness = randomness;
    }

    /** Replaces the existing trail by this one. */
    void begin() {
        asSuperuser("truncate audit_events, audit_seals, audit_sealed_rows, audit_dropped_months, audit_beginning");
        beginAt(FIRST);
        for (int minute = 0; minute < 240; minute += 20) {
            append(FIRST.plusSeconds(60L * minute));
        }
        sealUntil(now());
    }

    /** Records a beginning as Latchkey does. */
    void beginAt(Instant hour) {
        Beginning beginning = new Beginning(hour, hour, Beginning.NEW);
        Mac mac = keys.sign(beginning.encoded());
        asSuperuser("delete from audit_beginning");
        database.run(
                "insert into audit_beginning (hour, made_at, state, mac_key, mac) values (?, ?, ?, ?, ?)",
                SealRows.utc(hour),
                SealRows.utc(hour),
                beginning.state(),
                mac.key(),
                mac.bytes());
    }

    /** Returns a time ten minutes into the current hour. */
    static Instant now() {
        return FIRST.plusSeconds(3 * 3600 + 600);
    }

    void sealUntil(Instant now) {
        seals.turn(now);
    }

    UUID append(Instant at) {
        UUID id = randomness.uuid();
        rows.append(new AuditRow(
                id,
                at,
                "SessionEnded",
                randomness.uuid(),
                randomness.uuid(),
                "request-1",
                "192.0.2.0/24",
                "command-line",
                Details.write(java.util.Map.of("b", 1, "a", java.util.List.of("x", "y")))));
        return id;
    }

    /** Returns the second event of the second hour. */
    UUID victim() {
        return UUID.fromString(database.text(
                "select id from audit_events where occurred_at = ?::timestamptz",
                SECOND.plusSeconds(1200).toString()));
    }

    /** Runs a statement as a superuser, whom no trigger stops. */
    void asSuperuser(String sql) {
        database.run("do $tamper$ begin set local session_replication_role = replica; " + sql + "; end $tamper$");
    }
}
