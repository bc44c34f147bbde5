package dev.latchkey.user;

import dev.latchkey.audit.Actor;
import dev.latchkey.audit.AuditEvent;
import dev.latchkey.audit.AuditTrail;
import dev.latchkey.database.Scalars;
import dev.latchkey.problem.Fault;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.problem.ProblemType;
import dev.latchkey.problem.ViolationCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads, defines and deletes roles. Safe for use by several threads. */
@ApplicationScoped
public class Roles {

    private static final Set<String> OUR_OWN = Set.of(Role.USER, Role.ADMIN);

    private final EntityManager database;
    private final AuditTrail audit;

    Roles(EntityManager database, AuditTrail audit) {
        this.database = database;
        this.audit = audit;
    }

    /**
     * Returns all roles.
     *
     * @return sorted by name
     */
    @Transactional
    public List<RoleDefinition> all() {
        return database
                .createQuery("from Role r left join fetch r.permissions order by r.name", Role.class)
                .getResultList()
                .stream()
                .map(Role::definition)
                .toList();
    }

    /**
     * Creates a role or replaces its permissions. Tokens contain the change from the next refresh on.
     *
     * @param actor who defines the role
     * @param name the role
     * @param permissions all permissions of the role
     * @return true if the role is new
     * @throws ProblemException {@code invalid_request}
     */
    @Transactional
    public boolean define(Actor actor, String name, Set<String> permissions) {
        if (!Role.isName(name)) {
            throw ProblemException.invalid(
                    "name",
                    Fault.of(ViolationCode.INVALID_FORMAT, "must have a letter, then at most 63 of a-z, 0-9, _ and -"));
        }
        if (!permissions.stream().allMatch(Role::isPermission)) {
            throw ProblemException.invalid(
                    "permissions",
                    Fault.of(
                            ViolationCode.INVALID_FORMAT,
                            "must have a letter, then at most 127 of a-z, 0-9 and _ : . - each"));
        }
        boolean isNew = false;
        Role role = null;
        // of two concurrent calls for a new role the second one changes it; a role deleted meanwhile is created again
        while (role == null) {
            isNew = insert(name);
            role = database.find(Role.class, name, LockModeType.PESSIMISTIC_WRITE);
        }
        if (isNew || !role.permissions().equals(permissions)) {
            role.permit(permissions);
            audit.record(
                    AuditEvent.ROLE_DEFINED,
                    actor,
                    null,
                    Map.of("role", name, "permissions", new TreeSet<>(permissions)));
        }
        return isNew;
    }

    /**
     * Deletes a role that no user has.
     *
     * @param actor who deletes the role
     * @param name the role
     * @throws ProblemException {@code not_found}; {@code role_in_use}, if a user has it or the service itself needs it
     */
    @Transactional
    public void delete(Actor actor, String name) {
        // Hibernate's pessimistic lock would still let concurrent transactions grant the role
        if (!Role.isName(name)
                || Scalars.list(
                                database.createNativeQuery(
                                                "select name from roles where name = :name for update", Tuple.class)
                                        .setParameter("name", name),
                                String.class)
                        .isEmpty()) {
            throw ProblemException.of(ProblemType.NOT_FOUND);
        }
        if (OUR_OWN.contains(name) || isHeld(name)) {
            throw ProblemException.of(ProblemType.ROLE_IN_USE);
        }
        database.remove(database.find(Role.class, name));
        audit.record(AuditEvent.ROLE_DELETED, actor, null, Map.of("role", name));
    }

    private boolean insert(String name) {
        return database.createNativeQuery("insert into roles (name) values (:name) on conflict do nothing")
                        .setParameter("name", name)
                        .executeUpdate()
                == 1;
    }

    private boolean isHeld(String name) {
        return Scalars.single(
                database.createNativeQuery(
                                "select exists (select from user_roles where role_name = :name)", Tuple.class)
                        .setParameter("name", name),
                Boolean.class);
    }
}
