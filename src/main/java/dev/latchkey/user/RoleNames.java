package dev.latchkey.user;

import dev.latchkey.platform.Scalars;
import dev.latchkey.problem.ProblemException;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.util.Set;

/** Which roles there are. */
@Singleton
class RoleNames {

    private final EntityManager database;

    RoleNames(EntityManager database) {
        this.database = database;
    }

    /** Refuses a role that is not there; those that are stay until the transaction ends. */
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
