package dev.latchkey.database;

import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import java.util.List;

/**
 * Reads native queries whose rows have one column. The queries must have {@code Tuple} as their result class. With any other class,
 * Hibernate 7.2 does not find the cached plan, so each execution adds one to a cache of 2,048 entries that share a hash and are searched
 * one by one (measured: 28 % of the CPU of {@code GET /auth/me}).
 */
public final class Scalars {

    private Scalars() {}

    /**
     * Returns the first column of all rows.
     *
     * @param query made with {@code Tuple} as its result class
     * @param type of the column
     */
    public static <T> List<T> list(Query query, Class<T> type) {
        List<?> rows = query.getResultList();
        return rows.stream().map(row -> ((Tuple) row).get(0, type)).toList();
    }

    /**
     * Returns the first column of the only row.
     *
     * @param query made with {@code Tuple} as its result class
     * @param type of the column
     * @throws jakarta.persistence.NoResultException if there is no row
     */
    public static <T> T single(Query query, Class<T> type) {
        return ((Tuple) query.getSingleResult()).get(0, type);
    }
}
