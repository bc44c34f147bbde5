package dev.latchkey.auth;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.latchkey.audit.AuditEvent;
import dev.latchkey.audit.AuditTrail;
import dev.latchkey.capacity.DatabaseShare;
import dev.latchkey.capacity.Priority;
import dev.latchkey.password.PasswordHasher;
import dev.latchkey.password.PasswordPolicy;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.problem.ProblemType;
import dev.latchkey.throttle.Limit;
import dev.latchkey.throttle.Reservation;
import dev.latchkey.throttle.Throttle;
import dev.latchkey.user.Account;
import dev.latchkey.user.Registration;
import dev.latchkey.user.UserToCreate;
import dev.latchkey.user.Users;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The registration, step by step. Safe for use by several threads. */
@Singleton
class SignUp {

    private static final Set<Limit> LIMITS = Set.of(Limit.REGISTER, Limit.REGISTER_FAILED);

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

    /** A registration that is counted, and whether its name is taken already. */
    private record Begun(Reservation reservation, boolean taken) {}

    /**
     * Makes a user. What would be refused whoever asked costs no attempt; whether a name is taken is told for one. An attempt takes both
     * budgets, and keeps the one that its end belongs to: what was made or what failed.
     *
     * @throws ProblemException {@code invalid_request}, {@code throttled}, {@code username_taken}, {@code busy}
     */
    Account register(RegisterRequest request) {
        policy.faultFor(request.password(), request.username(), request.email()).ifPresent(fault -> {
            throw ProblemException.invalid("password", fault);
        });
        try (PasswordHasher.HashingPermit permit = passwords.permit(Priority.NORMAL)) {
            Begun begun = share.with(
                    Priority.NORMAL,
                    () -> new Begun(throttle.reserve(LIMITS, Map.of()), users.isTaken(request.username())));
            if (begun.taken()) {
                throw taken(begun.reservation());
            }
            try {
                UserToCreate wanted = wanted(request, permit);
                return share.with(Priority.NORMAL, () -> made(wanted, begun.reservation()))
                        .orElseThrow(() -> taken(begun.reservation()));
            } catch (ProblemException refusal) {
                if (refusal.type() != ProblemType.USERNAME_TAKEN) {
                    notTried(begun.reservation(), refusal);
                }
                throw refusal;
            }
        }
    }

    private static UserToCreate wanted(RegisterRequest request, PasswordHasher.HashingPermit permit) {
        return new UserToCreate(
                request.username(),
                request.email(),
                Objects.requireNonNullElseGet(request.profile(), JsonNodeFactory.instance::objectNode),
                permit.hash(request.password()));
    }

    /** Both or neither: the user is there, and the attempt is none that failed. Empty if another was faster. */
    private Optional<Account> made(UserToCreate wanted, Reservation reservation) {
        return QuarkusTransaction.requiringNew().call(() -> {
            if (users.register(wanted) instanceof Registration.Registered made) {
                // last: others from the same network wait for it
                throttle.giveBack(reservation, Set.of(Limit.REGISTER_FAILED));
                return Optional.of(made.account());
            }
            return Optional.empty();
        });
    }

    /** Which name it was is not kept: that would tell of another user. */
    private ProblemException taken(Reservation reservation) {
        return share.with(Priority.NORMAL, () -> {
            audit.recordRefusal(AuditEvent.REGISTRATION_REFUSED, null, null, ProblemType.USERNAME_TAKEN.code());
            throttle.giveBack(reservation, Set.of(Limit.REGISTER));
            return ProblemException.of(ProblemType.USERNAME_TAKEN);
        });
    }

    /** Refused by capacity: it counts as neither. */
    private void notTried(Reservation reservation, ProblemException refusal) {
        try {
            share.with(Priority.NORMAL, () -> {
                throttle.giveBack(reservation);
                return reservation;
            });
        } catch (RuntimeException unavailable) {
            // it stays counted; the caller hears of the first of the two
            refusal.addSuppressed(unavailable);
        }
    }
}
