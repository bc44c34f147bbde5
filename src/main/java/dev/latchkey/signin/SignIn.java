package dev.latchkey.signin;

import dev.latchkey.audit.AuditEvent;
import dev.latchkey.audit.AuditTrail;
import dev.latchkey.capacity.DatabaseShare;
import dev.latchkey.capacity.Priority;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.problem.ProblemType;
import dev.latchkey.signin.Claimants.Claimant;
import dev.latchkey.signin.SignInAttempts.Attempt;
import dev.latchkey.signin.SignInResult.SignedIn;
import dev.latchkey.token.Subject;
import dev.latchkey.user.CredentialRecheck;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Runs a sign-in by any method from its first check to its completion. The order is the same for all methods: capacity, then the attempt's
 * budget, then the method, then the completion. Safe for use by several threads.
 */
@Singleton
public class SignIn {

    private static final Logger LOG = Logger.getLogger(SignIn.class);

    private final Claimants claimants;
    private final DatabaseShare share;
    private final SignInAttempts attempts;
    private final Completion completion;
    private final AuditTrail audit;
    private final MeterRegistry metrics;

    SignIn(
            Claimants claimants,
            DatabaseShare share,
            SignInAttempts attempts,
            Completion completion,
            AuditTrail audit,
            MeterRegistry metrics) {
        this.claimants = claimants;
        this.share = share;
        this.attempts = attempts;
        this.completion = completion;
        this.audit = audit;
        this.metrics = metrics;
    }

    /**
     * Signs a user in. No database connection is held while the method compares: there is one short read before and one transaction after.
     *
     * @param identifier the user name or address that the caller typed, any text
     * @param deviceTokens the device tokens of the request, any texts
     * @param method how the user proves who they are
     * @param <C> what the method compares with
     * @return the result
     * @throws ProblemException {@code invalid_credentials}, whatever the reason; {@code throttled}; {@code busy}
     */
    public <C> SignInResult with(String identifier, List<String> deviceTokens, SignInMethod<C> method) {
        try (Claimant claimant = claimants.read(identifier, deviceTokens);
                SignInMethod.Verification<C> verification = method.begin(claimant.priority())) {
            Attempt<C> attempt = share.with(claimant.priority(), () -> begin(claimant, method));
            try {
                // the user or the credential may be changed during the comparison
                return CredentialRecheck.whileReplaced(
                                attempt.candidate(),
                                before -> share.with(Priority.RECOGNISED_DEVICE, () -> method.replacement(before)),
                                candidate -> check(candidate, verification, attempt))
                        .orElseThrow(() -> refused(attempt));
            } catch (ProblemException refusal) {
                if (refusal.type() == ProblemType.BUSY) {
                    notTried(attempt, refusal);
                }
                throw refusal;
            }
        }
    }

    private <C> Attempt<C> begin(Claimant claimant, SignInMethod<C> method) {
        try {
            return attempts.begin(claimant, method);
        } catch (ProblemException throttled) {
            count("throttled");
            throw throttled;
        }
    }

    private <C> Optional<SignInResult> check(
            Optional<Candidate<C>> candidate, SignInMethod.Verification<C> verification, Attempt<C> attempt) {
        Authenticated authenticated = verification.verify(candidate).orElseThrow(() -> refused(attempt));
        // a caller whose proof was right does not queue behind callers who have proved nothing
        Optional<SignInResult> result = share.with(
                Priority.RECOGNISED_DEVICE, () -> completion.complete(authenticated, attempt, candidate.orElseThrow()));
        result.ifPresent(this::tell);
        return result;
    }

    private void tell(SignInResult result) {
        if (result instanceof SignedIn signedIn) {
            Subject subject = signedIn.subject();
            count("success");
            LOG.infof(
                    "user %s signed in, session %s",
                    subject.userId(), subject.session().id());
        }
    }

    private void notTried(Attempt<?> attempt, ProblemException busy) {
        try {
            share.with(attempt.claimant().priority(), () -> {
                attempts.giveBack(attempt);
                return attempt;
            });
        } catch (RuntimeException unavailable) {
            // the attempt stays counted; the caller gets the first of the two problems
            busy.addSuppressed(unavailable);
        }
    }

    /**
     * Writes one audit row for known and unknown users alike, so that timing reveals nothing. The rate of comparisons bounds the row rate.
     * The audit trail distinguishes a wrong proof from one that was not compared; the caller gets the same answer.
     */
    private ProblemException refused(Attempt<?> attempt) {
        count("refused");
        ProblemType reason = attempt.untold().isPresent() ? ProblemType.INVALID_CREDENTIALS : ProblemType.THROTTLED;
        UUID userId = attempt.user().map(Candidate::userId).orElse(null);
        share.with(attempt.claimant().priority(), () -> {
            audit.recordRefusal(AuditEvent.SIGN_IN_REFUSED, userId, null, reason.code());
            return attempt;
        });
        // not the identifier: users also type passwords into that field
        LOG.info("a login was refused");
        return ProblemException.of(ProblemType.INVALID_CREDENTIALS);
    }

    private void count(String outcome) {
        Counter.builder("latchkey.logins")
                .description("logins by their outcome")
                .tag("outcome", outcome)
                .register(metrics)
                .increment();
    }
}
