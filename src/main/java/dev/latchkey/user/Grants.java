package dev.latchkey.user;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a person may do.
 *
 * @param roles role names, sorted
 * @param permissions what the roles permit together, sorted, each once
 */
public record Grants(List<String> roles, List<String> permissions) {

    /** As the database has them; empty for nobody. */
    static Optional<Grants> of(EntityManager database, UUID userId) {
        List<?> rows = database.createNativeQuery(
                        "select roles, permissions from user_grants where user_id = :id", Tuple.class)
                .setParameter("id", userId)
                .getResultList();
        return rows.stream().findFirst().map(row -> of((Tuple) row));
    }

    /** Of a row of the view {@code user_grants}. */
    static Grants of(Tuple row) {
        return new Grants(List.of(row.get("roles", String[].class)), List.of(row.get("permissions", String[].class)));
    }
}
