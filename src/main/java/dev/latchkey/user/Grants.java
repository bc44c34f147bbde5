package dev.latchkey.user;

import jakarta.persistence.Tuple;
import java.util.List;

/**
 * What a person may do.
 *
 * @param roles role names, sorted
 * @param permissions what the roles permit together, sorted, each once
 */
public record Grants(List<String> roles, List<String> permissions) {

    /** Of a row of the view {@code user_grants}. */
    static Grants of(Tuple row) {
        return new Grants(List.of(row.get("roles", String[].class)), List.of(row.get("permissions", String[].class)));
    }
}
