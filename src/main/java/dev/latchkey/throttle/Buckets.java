package dev.latchkey.throttle;

import dev.latchkey.database.Retry;
import dev.latchkey.throttle.Bucket.State;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Implements GCRA in PostgreSQL, where all replicas count together. Each bucket stores the time at which it will be empty ("theoretical
 * arrival time"). Safe for use by several threads.
 *
 * <p>An attempt reserves in all its buckets with one statement, in one round trip. If a bucket looks full, nothing is written: a refusal
 * takes no lock and does not prolong itself. Otherwise each row is checked again under its lock, so that concurrent attempts cannot exceed
 * the budget; an attempt that fails this check gives back its other reservations. Locks are taken in the order of the keys, which prevents
 * deadlocks. The time is {@code now()}, the start of the statement: after waiting for a lock it is in the past, which makes the check
 * stricter, never more generous.
 */
@Singleton
class Buckets {

    private static final String RESERVE = """
            with wanted as (
                select * from unnest(?, ?, ?) with ordinality as w (key, cost, span, number)
            ), present as (
                select w.*, greatest(coalesce(extract(epoch from t.tat - now()), 0), 0)::float8 as load
                from wanted w left join throttle t on t.key = w.key
            ), taken as (
                insert into throttle as t (key, tat)
                select w.key, now() + w.cost * interval '1 second' from wanted w
                where not exists (select from present p where p.load + p.cost > p.span)
                order by w.key
                on conflict on constraint throttle_pk do update
                set tat = greatest(t.tat, now()) + (excluded.tat - now())
                where greatest(t.tat, now()) + (excluded.tat - now())
                    <= now() + (select w.span from wanted w where w.key = excluded.key) * interval '1 second'
                returning t.key, t.tat
            )
            select coalesce(extract(epoch from taken.tat - now())::float8, p.load) as load, taken.key is not null as reserved
            from present p left join taken on taken.key = p.key
            order by p.number""";

    private static final String GIVE_BACK = """
            with held as (
                select key from throttle where key = any(?) order by key for update
            )
            update throttle t set tat = t.tat - g.cost * interval '1 second'
            from unnest(?, ?) as g (key, cost), held
            where t.key = held.key and g.key = held.key""";

    private final DataSource database;
    private final Retry retry;

    Buckets(DataSource database, Retry retry) {
        this.retry = retry;
        this.database = database;
    }

    /** Reserves one attempt in all buckets, or in none if one of them is full. */
    List<State> reserve(List<Bucket> buckets) {
        List<State> states = retry.run(() -> reserveEach(buckets));
        List<Bucket> taken =
                states.stream().filter(State::reserved).map(State::bucket).toList();
        if (taken.size() == buckets.size() || taken.isEmpty()) {
            return states;
        }
        giveBack(taken);
        return states.stream()
                .map(state -> state.reserved() ? state.withoutReservation() : overtaken(state))
                .toList();
    }

    /** Returns the state of a bucket that had room before concurrent attempts filled it: full. */
    private static State overtaken(State state) {
        return new State(state.bucket(), state.bucket().budget().span(), false);
    }

    private List<State> reserveEach(List<Bucket> buckets) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(RESERVE)) {
            statement.setArray(1, connection.createArrayOf("uuid", keys(buckets)));
            statement.setArray(2, connection.createArrayOf("float8", costs(buckets)));
            statement.setArray(3, connection.createArrayOf("float8", spans(buckets)));
            List<State> states = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    states.add(
                            new State(buckets.get(states.size()), rows.getDouble("load"), rows.getBoolean("reserved")));
                }
            }
            return states;
        } catch (SQLException e) {
            throw new IllegalStateException("an attempt could not be counted", e);
        }
    }

    /** Takes one attempt out of each bucket; in the caller's transaction, if there is one. */
    void giveBack(List<Bucket> buckets) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(GIVE_BACK)) {
            statement.setArray(1, connection.createArrayOf("uuid", keys(buckets)));
            statement.setArray(2, connection.createArrayOf("uuid", keys(buckets)));
            statement.setArray(3, connection.createArrayOf("float8", costs(buckets)));
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("an attempt could not be given back", e);
        }
    }

    private static UUID[] keys(List<Bucket> buckets) {
        return buckets.stream().map(Bucket::key).toArray(UUID[]::new);
    }

    private static Double[] costs(List<Bucket> buckets) {
        return buckets.stream().map(bucket -> bucket.budget().cost()).toArray(Double[]::new);
    }

    private static Double[] spans(List<Bucket> buckets) {
        return buckets.stream().map(bucket -> bucket.budget().span()).toArray(Double[]::new);
    }
}
