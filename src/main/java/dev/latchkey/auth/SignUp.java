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

/** Registers users. Safe for use by several threads. */
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

    /** A registration that has been counted, and whether its name is already taken. */
    private record Begun(Reservation reservation, boolean taken) {}

    /**
     * Creates a user. A request that is invalid in itself costs no attempt; learning whether a name is taken costs one. An attempt is
     * counted against both limits and keeps the one that its outcome belongs to: registrations or failed registrations.
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

    /**
     * Creates the user and gives back the attempt's count of failed registrations, in one transaction. Empty if another request took the
     * name first.
     */
    private Optional<Account> made(UserToCreate wanted, Reservation reservation) {
        return QuarkusTransaction.requiringNew().call(() -> {
            if (users.register(wanted) instanceof Registration.Registered made) {
                // last: the statement locks a row that other callers from the same network need
                throttle.giveBack(reservation, Set.of(Limit.REGISTER_FAILED));
                return Optional.of(made.account());
            }
            return Optional.empty();
        });
    }

    /** Records a refusal without the name, which would reveal the existence of another user. */
    private ProblemException taken(Reservation reservation) {
        return share.with(Priority.NORMAL, () -> {
            audit.recordRefusal(AuditEvent.REGISTRATION_REFUSED, null, null, ProblemType.USERNAME_TAKEN.code());
            throttle.giveBack(reservation, Set.of(Limit.REGISTER));
            return ProblemException.of(ProblemType.USERNAME_TAKEN);
        });
    }

    /** Gives an attempt back that was refused for lack of capacity: it counts against neither limit. */
    private void notTried(Reservation reservation, ProblemException refusal) {
        try {
            share.with(Priority.NORMAL, () -> {
                throttle.giveBack(reservation);
                return reservation;
            });
        } catch (RuntimeException unavailable) {
            // the attempt stays counted; the caller gets the first of the two problems
            refusal.addSuppressed(unavailable);
        }
    }
}
