package dev.latchkey.command;

import dev.latchkey.admin.KeyOperations;
import dev.latchkey.admin.UserOperations;
import dev.latchkey.audit.AuditCheck;
import dev.latchkey.audit.AuditSearch;
import dev.latchkey.user.UserRecord;
import dev.latchkey.userimport.UserImport;
import dev.latchkey.webhook.Webhooks;
import io.quarkus.arc.Unremovable;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import java.util.Set;

/** The doorways that commands use, the same as those of the operators' HTTP routes. */
@Singleton
@Unremovable
class CommandContext {

    final UserOperations users;
    final UserImport imports;
    final KeyOperations keys;
    final AuditSearch audit;
    final AuditCheck auditCheck;

    final Webhooks webhooks;

    private final Validator validator;

    CommandContext(
            UserOperations users,
            UserImport imports,
            KeyOperations keys,
            AuditSearch audit,
            AuditCheck auditCheck,
            Webhooks webhooks,
            Validator validator) {
        this.webhooks = webhooks;
        this.auditCheck = auditCheck;
        this.users = users;
        this.imports = imports;
        this.keys = keys;
        this.audit = audit;
        this.validator = validator;
    }

    /** Returns the user whom an argument names. */
    UserRecord user(String username) {
        return users.see(username);
    }

    /** Validates a request as the HTTP layer does for the routes. */
    <T> T valid(T request) {
        Set<jakarta.validation.ConstraintViolation<T>> violations = validator.validate(request);
        if (!violations.isEmpty()) {
            throw new ConstraintViolationException(violations);
        }
        return request;
    }
}
