package dev.latchkey.audit;

import dev.latchkey.database.Scalars;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import org.hibernate.StatelessSession;

/**
 * Records the beginning of the trail, once and in the caller's transaction. A missing row is not recreated; otherwise an attacker who
 * removed the trail could restore the row by a restart. Safe for use by several threads.
 */
final class BeginningRow {

    /** The beginning of a trail of the version before: its chain begins with the first event that has a MAC. */
    private static final String FIRST_HOUR = "select coalesce("
            + "(select min(hour) from audit_seals),"
            + " (select occurred_at from audit_events where mac is not null and isfinite(occurred_at) and occurred_at >="
            // excludes events that a wrong clock dated before the first key
            + " (select min(created_at) from audit_keys) - interval '1 hour' order by occurred_at limit 1),"
            + " clock_timestamp())";

    private static final String HAS_TRAIL =
            "select exists (select from audit_seals) or exists (select from audit_events where mac is not null)";

    private static final String HAS_OTHERS = "select exists (select from users) or exists (select from signing_keys)";

    private static final String INSERT = "insert into audit_beginning (hour, made_at, state, mac_key, mac)"
            + " values (:hour, :made, :state, :key, :mac)"
            + " on conflict on constraint audit_beginning_pk do update set hour = excluded.hour, made_at = excluded.made_at,"
            + " state = excluded.state, mac_key = excluded.mac_key, mac = excluded.mac where audit_beginning.mac is null";

    private static final String COMPLETE = "update audit_beginning set hour = :hour, made_at = :made, state = :state,"
            + " mac_key = :key, mac = :mac where mac is null";

    private final StatelessSession database;

    BeginningRow(StatelessSession database) {
        this.database = database;
    }

    /** Records the beginning, together with the first audit key. */
    void make(Function<byte[], Mac> signer) {
        Instant now = time("select clock_timestamp()").truncatedTo(ChronoUnit.MICROS);
        String state = is(HAS_TRAIL) || is(HAS_OTHERS) ? Beginning.LATE : Beginning.NEW;
        write(INSERT, new Beginning(now.truncatedTo(ChronoUnit.HOURS), now, state), signer);
    }

    /** Completes the empty row that the migration has made for a trail of the version before. */
    void complete(Function<byte[], Mac> signer) {
        List<Boolean> empty = Scalars.list(
                database.createNativeQuery("select mac is null from audit_beginning", Tuple.class), Boolean.class);
        if (empty.contains(true)) {
            Instant hour = time(FIRST_HOUR).truncatedTo(ChronoUnit.HOURS);
            Instant now = time("select clock_timestamp()").truncatedTo(ChronoUnit.MICROS);
            String state = is(HAS_OTHERS) && !is(HAS_TRAIL) ? Beginning.LATE : Beginning.UPGRADED;
            write(COMPLETE, new Beginning(hour, now, state), signer);
        }
    }

    private boolean is(String sql) {
        return Scalars.single(database.createNativeQuery(sql, Tuple.class), Boolean.class);
    }

    private Instant time(String sql) {
        return Scalars.single(database.createNativeQuery(sql, Tuple.class), Instant.class);
    }

    private void write(String sql, Beginning beginning, Function<byte[], Mac> signer) {
        Mac mac = signer.apply(beginning.encoded());
        database.createNativeMutationQuery(sql)
                .setParameter("hour", SealRows.utc(beginning.hour()))
                .setParameter("made", SealRows.utc(beginning.madeAt()))
                .setParameter("state", beginning.state())
                .setParameter("key", mac.key())
                .setParameter("mac", mac.bytes())
                .executeUpdate();
    }
}
