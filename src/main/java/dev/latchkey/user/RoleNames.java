package dev.latchkey.user;

import dev.latchkey.database.Scalars;
import dev.latchkey.problem.ProblemException;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.util.Set;

/** Checks that roles exist. */
@Singleton
class RoleNames {

    private final EntityManager database;

    RoleNames(EntityManager database) {
        this.database = database;
    }

    /** Throws {@code invalid_request} unless all roles exist, and keeps them from being deleted until the transaction ends. */
    void mustExist(Set<String> names) {
        boolean all = names.stream().allMatch(Role::isName)
                && Scalars.list(
                                        database.createNativeQuery(
                                                        "select name from roles where name = any(:names) order by name for key share",
                                                        Tuple.class)
                                                .setParameter("names", names.toArray(String[]::new)),
                                        String.class)
                                .size()
                        == names.size();
        if (!all) {
            throw ProblemException.invalid("roles", "must be roles that are defined");
        }
    }
}
