package dev.latchkey.cluster;

import dev.latchkey.database.Scalars;
import jakarta.persistence.Tuple;
import org.hibernate.StatelessSession;

/**
 * Takes advisory locks of PostgreSQL, so that one replica at a time does work that every replica could do. A lock belongs to the current
 * transaction and is released at its end, so a pooler in transaction mode is allowed.
 */
public final class AdvisoryLock {

    private AdvisoryLock() {}

    /**
     * Takes a lock if it is free.
     *
     * @param database in a transaction
     * @param lock the lock's name: eight characters of ASCII
     * @return false if another transaction holds it
     */
    public static boolean tryTake(StatelessSession database, long lock) {
        return Scalars.single(
                database.createNativeQuery("select pg_try_advisory_xact_lock(:lock)", Tuple.class)
                        .setParameter("lock", lock),
                Boolean.class);
    }

    /**
     * Takes a lock. Waits while another transaction holds it.
     *
     * @param database in a transaction
     * @param lock the lock's name: eight characters of ASCII
     */
    public static void take(StatelessSession database, long lock) {
        // cast to text: Hibernate has no type for void, which the function returns
        Scalars.single(
                database.createNativeQuery("select cast(pg_advisory_xact_lock(:lock) as text)", Tuple.class)
                        .setParameter("lock", lock),
                String.class);
    }
}
