package dev.latchkey.platform;

import jakarta.persistence.Tuple;
import org.hibernate.StatelessSession;

/**
 * Lets one replica at a time do what all replicas could: an advisory lock of PostgreSQL that the transaction at hand holds until its end,
 * which a pooler in transaction mode allows.
 */
public final class AdvisoryLock {

    private AdvisoryLock() {}

    /**
     * Takes a lock if it is free.
     *
     * @param database in a transaction
     * @param lock names it: eight characters of ASCII
     * @return false if another transaction holds it
     */
    public static boolean tryTake(StatelessSession database, long lock) {
        return Scalars.single(
                database.createNativeQuery("select pg_try_advisory_xact_lock(:lock)", Tuple.class)
                        .setParameter("lock", lock),
                Boolean.class);
    }

    /**
     * Takes a lock, and waits for another transaction that holds it.
     *
     * @param database in a transaction
     * @param lock names it: eight characters of ASCII
     */
    public static void take(StatelessSession database, long lock) {
        // as text: there is no type for the function's empty answer
        Scalars.single(
                database.createNativeQuery("select cast(pg_advisory_xact_lock(:lock) as text)", Tuple.class)
                        .setParameter("lock", lock),
                String.class);
    }
}
