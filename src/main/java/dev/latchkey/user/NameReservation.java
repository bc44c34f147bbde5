package dev.latchkey.user;

import dev.latchkey.database.Scalars;
import dev.latchkey.name.LookAlikes;
import dev.latchkey.name.Names;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * Reserves names for a transaction and tells which are taken, so that a conflict is a result and not a failed transaction. A name is
 * reserved under its key and its skeletons, so that of two concurrent confusable names one waits for the other. Safe for use by several
 * threads.
 */
@Singleton
class NameReservation {

    /** Takes the locks in one order, so that there is no deadlock. */
    private static final String LOCK = """
            select count(cast(pg_advisory_xact_lock(h) as text)) from (
                select distinct hashtextextended(k, 0) as h from unnest(cast(:keys as text[])) k order by h
            ) keys""";

    private static final String IS_TAKEN = """
            select exists (select from users where username_key = :key)
                or exists (select from users where email_key = :key and email_verified_at is not null)
                or exists (select from users where username_skeletons && cast(:skeletons as text[]))""";

    private final EntityManager database;

    NameReservation(EntityManager database) {
        this.database = database;
    }

    /** Reserves a name until the transaction ends. False if a user has the name or a confusable one, or has proved it as an address. */
    boolean reserve(String username) {
        Set<String> keys = new HashSet<>(LookAlikes.skeletons(username));
        keys.add(Names.key(username));
        lock(keys);
        return !isTaken(username);
    }

    /** Locks keys and skeletons until the transaction ends. */
    void lock(Collection<String> keys) {
        Scalars.single(
                database.createNativeQuery(LOCK, Tuple.class).setParameter("keys", keys.toArray(String[]::new)),
                Long.class);
    }

    /** Whether a name is taken at the moment. */
    boolean isTaken(String username) {
        Query query = database.createNativeQuery(IS_TAKEN, Tuple.class)
                .setParameter("key", Names.key(username))
                .setParameter("skeletons", LookAlikes.skeletons(username).toArray(String[]::new));
        return Scalars.single(query, Boolean.class);
    }
}
