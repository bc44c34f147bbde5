package dev.latchkey.admin;

import dev.latchkey.audit.Actor;
import dev.latchkey.audit.AuditEvent;
import dev.latchkey.audit.AuditTrail;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Records operations of operators that were refused. Safe for use by several threads. */
@ApplicationScoped
class RefusalAudit {

    /** Invalid requests and overload are not security events. */
    private static final Set<ProblemType> NOT_WORTH_IT = Set.of(ProblemType.INVALID_REQUEST, ProblemType.BUSY);

    private final AuditTrail audit;

    RefusalAudit(AuditTrail audit) {
        this.audit = audit;
    }

    /** Does the work, which has its own transaction; records an event if it is refused. */
    <T> T noted(AuditEvent refused, Actor actor, @Nullable UUID userId, Map<String, ?> details, Supplier<T> work) {
        try {
            return work.get();
        } catch (ProblemException refusal) {
            if (!NOT_WORTH_IT.contains(refusal.type())) {
                note(refused, actor, userId, details, refusal.type());
            }
            throw refusal;
        }
    }

    @Transactional(Transactional.TxType.REQUIRES_NEW)
    void note(AuditEvent refused, Actor actor, @Nullable UUID userId, Map<String, ?> details, ProblemType why) {
        Map<String, Object> all = new HashMap<>(details);
        all.put("reason", why.code());
        audit.record(refused, actor, userId, all);
    }
}
