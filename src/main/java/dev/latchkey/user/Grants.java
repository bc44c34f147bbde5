package dev.latchkey.user;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The roles and permissions of a user.
 *
 * @param roles role names, sorted
 * @param permissions the union of the roles' permissions, sorted, without duplicates
 */
public record Grants(List<String> roles, List<String> permissions) {

    /** Reads the grants from the database; empty if there is no such user. */
    static Optional<Grants> of(EntityManager database, UUID userId) {
        List<?> rows = database.createNativeQuery(
                        "select roles, permissions from user_grants where user_id = :id", Tuple.class)
                .setParameter("id", userId)
                .getResultList();
        return rows.stream().findFirst().map(row -> of((Tuple) row));
    }

    /** Maps a row of the view {@code user_grants}. */
    static Grants of(Tuple row) {
        return new Grants(List.of(row.get("roles", String[].class)), List.of(row.get("permissions", String[].class)));
    }
}
