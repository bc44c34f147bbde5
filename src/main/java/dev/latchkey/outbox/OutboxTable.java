package dev.latchkey.outbox;

import dev.latchkey.database.Scalars;
import jakarta.persistence.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;

/**
 * The SQL of an outbox. Per receiver and key, only the oldest pending message is sent; the next one follows when that is delivered or dead.
 * A message that was taken is leased for a minute, then another replica may try. The table must have the columns {@code id}, {@code
 * attempts}, {@code next_at}, {@code last_fault}, {@code dead_at} and those that are named here. Immutable and safe for use by several
 * threads and replicas.
 */
public final class OutboxTable {

    /** Much longer than an attempt can take. */
    private static final Duration LEASE = Duration.ofMinutes(1);

    private final String table;
    private final String receiver;
    private final String receivers;
    private final String take;

    /**
     * Describes a table. All texts are constants of the code and become part of SQL.
     *
     * @param table the table
     * @param receivers the table of the receivers, whose key is {@code id}
     * @param receiver the column that refers to the receiver
     * @param key the column whose messages keep their order
     * @param last a condition on the row {@code d}: such messages wait for all others
     * @param columns what {@link #take} returns beside {@code id} and {@code attempts}
     */
    public OutboxTable(String table, String receivers, String receiver, String key, String last, List<String> columns) {
        this.table = table;
        this.receiver = receiver;
        this.receivers = receivers;
        this.take = """
                with due as (
                    select d.id from TABLE d
                    where d.RECEIVER = :receiver and d.dead_at is null and d.next_at <= now() and not exists (
                        select from TABLE e
                        where e.RECEIVER = d.RECEIVER and e.KEY = d.KEY and e.dead_at is null and e.id < d.id)
                    order by LAST, d.next_at, d.id limit 1
                    for update skip locked
                )
                update TABLE d
                set attempts = d.attempts + 1, next_at = now() + :lease * interval '1 second'
                from due where d.id = due.id and d.next_at <= now()
                returning d.id, d.attempts, COLUMNS""".replace("TABLE", table)
                .replace("RECEIVER", receiver)
                .replace("KEY", key)
                .replace("LAST", last)
                .replace(
                        "COLUMNS",
                        String.join(
                                ", ",
                                columns.stream().map(column -> "d." + column).toList()));
    }

    /**
     * Returns the receivers with due messages.
     *
     * @param database in a transaction
     * @return their ids
     */
    public List<UUID> waiting(StatelessSession database) {
        return Scalars.list(
                database.createNativeQuery(
                        "select r.id from " + receivers + " r where exists (select from " + table + " d where d."
                                + receiver + " = r.id and d.dead_at is null and d.next_at <= now())",
                        Tuple.class),
                UUID.class);
    }

    /**
     * Takes and leases the next due message of a receiver.
     *
     * @param database in a transaction
     * @param to the receiver
     * @return the row; empty if none is due
     */
    public Optional<Tuple> take(StatelessSession database, UUID to) {
        return database
                .createNativeQuery(take, Tuple.class)
                .setParameter("receiver", to)
                .setParameter("lease", (double) LEASE.toSeconds())
                .list()
                .stream()
                .findFirst();
    }

    /**
     * Deletes a message that was accepted.
     *
     * @param database in a transaction
     * @param id its id
     */
    public void delivered(StatelessSession database, long id) {
        database.createNativeMutationQuery("delete from " + table + " where id = :id")
                .setParameter("id", id)
                .executeUpdate();
    }

    /**
     * Schedules the next attempt.
     *
     * @param database in a transaction
     * @param id the message's id
     * @param fault why it was not accepted
     * @param pause how long to wait
     */
    public void failed(StatelessSession database, long id, String fault, Duration pause) {
        database.createNativeMutationQuery("update " + table + " set last_fault = :fault,"
                        + " next_at = now() + :wait * interval '1 second' where id = :id")
                .setParameter("fault", fault)
                .setParameter("wait", pause.toMillis() / 1000.0)
                .setParameter("id", id)
                .executeUpdate();
    }

    /**
     * Marks a message as dead.
     *
     * @param database in a transaction
     * @param id its id
     * @param fault why it was not accepted
     */
    public void died(StatelessSession database, long id, String fault) {
        database.createNativeMutationQuery(
                        "update " + table + " set last_fault = :fault, dead_at = now() where id = :id")
                .setParameter("fault", fault)
                .setParameter("id", id)
                .executeUpdate();
    }

    /**
     * Deletes dead messages after 30 days.
     *
     * @param database in a transaction
     */
    public void forgetDead(StatelessSession database) {
        database.createNativeMutationQuery("delete from " + table + " where dead_at < now() - interval '30 days'")
                .executeUpdate();
    }
}
