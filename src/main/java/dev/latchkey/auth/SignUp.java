package dev.latchkey.auth;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.latchkey.audit.AuditEvent;
import dev.latchkey.audit.AuditTrail;
import dev.latchkey.password.PasswordHasher;
import dev.latchkey.password.PasswordPolicy;
import dev.latchkey.password.Standing;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.problem.ProblemType;
import dev.latchkey.throttle.Limit;
import dev.latchkey.throttle.Throttle;
import dev.latchkey.user.Account;
import dev.latchkey.user.Registration;
import dev.latchkey.user.Users;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The registration, step by step. Safe for use by several threads. */
@Singleton
class SignUp {

    private static final Set<Limit> LIMITS = Set.of(Limit.REGISTER);

    private final Users users;
    private final PasswordHasher passwords;
    private final PasswordPolicy policy;
    private final Throttle throttle;
    private final DatabaseShare share;
    private final AuditTrail audit;

    SignUp(
            Users users,
            PasswordHasher passwords,
            PasswordPolicy policy,
            Throttle throttle,
            DatabaseShare share,
            AuditTrail audit) {
        this.audit = audit;
        this.share = share;
        this.users = users;
        this.passwords = passwords;
        this.policy = policy;
        this.throttle = throttle;
    }

    /**
     * Makes a user. What would be refused whoever asked costs no attempt; whether a name is taken is told for one.
     *
     * @throws ProblemException {@code invalid_request}, {@code throttled}, {@code username_taken}, {@code busy}
     */
    Account register(RegisterRequest request) {
        policy.faultFor(request.password(), request.username(), request.email()).ifPresent(message -> {
            throw ProblemException.invalid("password", message);
        });
        try (PasswordHasher.Turn turn = passwords.turn(Standing.STRANGER)) {
            if (share.with(Standing.STRANGER, () -> isTaken(request.username()))) {
                throw taken();
            }
            Users.NewUser wanted = new Users.NewUser(
                    request.username(),
                    request.email(),
                    Objects.requireNonNullElseGet(request.profile(), JsonNodeFactory.instance::objectNode),
                    turn.hash(request.password()));
            if (share.with(Standing.STRANGER, () -> users.register(wanted)) instanceof Registration.Registered made) {
                return made.account();
            }
            throw taken();
        }
    }

    /** Which name it was is not kept: that would tell of somebody else. */
    private ProblemException taken() {
        return share.with(Standing.STRANGER, () -> {
            audit.recordRefusal(AuditEvent.REGISTRATION_REFUSED, null, null, ProblemType.USERNAME_TAKEN.code());
            return ProblemException.of(ProblemType.USERNAME_TAKEN);
        });
    }

    private boolean isTaken(String username) {
        throttle.reserve(LIMITS, Map.of());
        return users.isTaken(username);
    }
}
