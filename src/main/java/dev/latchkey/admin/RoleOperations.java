package dev.latchkey.admin;

import dev.latchkey.audit.Actor;
import dev.latchkey.audit.AuditEvent;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.user.RoleDefinition;
import dev.latchkey.user.Roles;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The operations of operators on roles. All changes are audited, including refusals. Safe for use by several threads. */
@ApplicationScoped
class RoleOperations {

    private final Roles roles;
    private final RefusalAudit refusals;

    RoleOperations(Roles roles, RefusalAudit refusals) {
        this.roles = roles;
        this.refusals = refusals;
    }

    List<RoleDefinition> all() {
        return roles.all();
    }

    /** Returns true if the role is new. */
    boolean define(Actor actor, String name, Set<String> permissions) {
        return roles.define(actor, name, permissions);
    }

    /** Throws {@link ProblemException} {@code not_found}, {@code role_in_use}. */
    void delete(Actor actor, String name) {
        refusals.noted(AuditEvent.ROLE_DELETION_REFUSED, actor, null, Map.of(), () -> {
            roles.delete(actor, name);
            return name;
        });
    }
}
