package dev.latchkey.auth;

import dev.latchkey.audit.AuditEvent;
import dev.latchkey.audit.AuditTrail;
import dev.latchkey.auth.LoginAttempts.Attempt;
import dev.latchkey.auth.Visitors.Visitor;
import dev.latchkey.password.PasswordHasher;
import dev.latchkey.password.PasswordHasher.Verdict;
import dev.latchkey.password.PlainPassword;
import dev.latchkey.password.Standing;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.problem.ProblemType;
import dev.latchkey.session.RefreshToken;
import dev.latchkey.session.Sessions;
import dev.latchkey.throttle.DeviceToken;
import dev.latchkey.token.AccessTokens;
import dev.latchkey.token.AccessTokens.AccessToken;
import dev.latchkey.token.Subject;
import dev.latchkey.user.Account;
import dev.latchkey.user.PasswordRecheck;
import dev.latchkey.user.Users;
import dev.latchkey.user.Users.Credentials;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The login, step by step. Safe for use by several threads. */
@ApplicationScoped
public class SignIn {

    private static final Logger LOG = Logger.getLogger(SignIn.class);

    /** RFC 8176: by password. */
    private static final String PASSWORD = "pwd";

    private final Users users;
    private final Visitors visitors;
    private final PasswordHasher passwords;
    private final Sessions sessions;
    private final AccessTokens tokens;
    private final DatabaseShare share;
    private final LoginAttempts attempts;
    private final AuditTrail audit;
    private final Clock clock;
    private final MeterRegistry metrics;

    SignIn(
            Users users,
            Visitors visitors,
            PasswordHasher passwords,
            Sessions sessions,
            AccessTokens tokens,
            DatabaseShare share,
            LoginAttempts attempts,
            AuditTrail audit,
            Clock clock,
            MeterRegistry metrics) {
        this.audit = audit;
        this.clock = clock;
        this.users = users;
        this.visitors = visitors;
        this.passwords = passwords;
        this.sessions = sessions;
        this.attempts = attempts;
        this.tokens = tokens;
        this.share = share;
        this.metrics = metrics;
    }

    /**
     * A login that succeeded.
     *
     * @param username the name, as its owner types it
     * @param token the access token
     * @param refreshToken the session's first refresh token
     * @param deviceToken what makes the device known at its next login
     */
    public record Welcome(String username, AccessToken token, RefreshToken refreshToken, DeviceToken deviceToken) {}

    /** A session that was opened, and whom its tokens are about. */
    record Entry(Subject subject, RefreshToken refreshToken) {}

    /** A person whose password was right, and its better form if it has one. */
    record Verified(Credentials person, @Nullable String upgradedHash) {
        @Override
        public String toString() {
            return "Verified[person=" + person + ", upgradedHash=<redacted>]";
        }
    }

    /**
     * Checks a password and opens a session. Between the short read before and the one transaction after, while the password
     * is hashed, no database connection is held.
     *
     * @param username what was typed, any text
     * @param password what was typed, any text
     * @param deviceTokens what came along, any texts
     * @return the welcome
     * @throws ProblemException {@code invalid_credentials}, whatever was wrong; {@code throttled}; {@code busy}
     */
    public Welcome withPassword(String username, PlainPassword password, List<String> deviceTokens) {
        try (Visitor visitor = visitors.meet(username, deviceTokens);
                PasswordHasher.Turn turn = passwords.turn(visitor.standing())) {
            Attempt attempt = share.with(visitor.standing(), () -> begin(visitor));
            try {
                // the user may have been disabled, or the stored password replaced, while this one was hashed
                return PasswordRecheck.whileReplaced(
                                attempt.candidate(),
                                before -> share.with(Standing.KNOWN, () -> users.credentials(before.userId())),
                                found -> check(found, password, turn, attempt))
                        .orElseThrow(() -> refused(attempt));
            } catch (ProblemException refusal) {
                if (refusal.type() == ProblemType.BUSY) {
                    notTried(attempt, refusal);
                }
                throw refusal;
            }
        }
    }

    private Optional<Welcome> check(
            Optional<Credentials> found, PlainPassword password, PasswordHasher.Turn turn, Attempt attempt) {
        Verified verified = verify(found, password, turn).orElseThrow(() -> refused(attempt));
        // whoever knew the password does not stand behind strangers any more
        return share.with(Standing.KNOWN, () -> open(verified, attempt))
                .map(entry -> welcome(entry, attempts.remember(attempt, verified.person())));
    }

    private void notTried(Attempt attempt, ProblemException busy) {
        try {
            share.with(attempt.visitor().standing(), () -> {
                attempts.giveBack(attempt);
                return attempt;
            });
        } catch (RuntimeException unavailable) {
            // it stays counted; the caller hears of the first of the two
            busy.addSuppressed(unavailable);
        }
    }

    private Welcome welcome(Entry entry, DeviceToken deviceToken) {
        Subject subject = entry.subject();
        count("success");
        LOG.infof(
                "user %s signed in, session %s",
                subject.userId(), subject.session().id());
        return new Welcome(subject.username(), tokens.issue(subject), entry.refreshToken(), deviceToken);
    }

    private Attempt begin(Visitor visitor) {
        try {
            return attempts.begin(visitor);
        } catch (ProblemException throttled) {
            count("throttled");
            throw throttled;
        }
    }

    private static Optional<Verified> verify(
            Optional<Credentials> found, PlainPassword password, PasswordHasher.Turn turn) {
        Verdict verdict =
                turn.verify(password, found.map(Credentials::passwordHash).orElse(null));
        if (verdict == Verdict.WRONG) {
            return Optional.empty();
        }
        String upgraded = verdict == Verdict.RIGHT_BUT_OLD && turn.canHash(password) ? upgraded(password, turn) : null;
        return found.map(person -> new Verified(person, upgraded));
    }

    private static @Nullable String upgraded(PlainPassword password, PasswordHasher.Turn turn) {
        try {
            return turn.hash(password);
        } catch (ProblemException busy) {
            LOG.info("a better form of a password is left to its owner's next login: too many passwords are waiting");
            return null;
        }
    }

    /** One transaction: the password still holds, its better form is kept, the session is there, the attempt is forgiven. */
    @Transactional
    Optional<Entry> open(Verified verified, Attempt attempt) {
        return users.confirm(verified.person(), verified.upgradedHash()).map(account -> {
            Sessions.Opened opened = sessions.open(account.id(), List.of(PASSWORD), clock.instant());
            // last: others from the same network wait for it
            attempts.giveBack(attempt);
            return new Entry(subject(account, opened.session()), opened.refreshToken());
        });
    }

    private static Subject subject(Account account, Subject.Session session) {
        return new Subject(
                account.id(),
                account.username(),
                account.grants().roles(),
                account.grants().permissions(),
                account.profile(),
                session);
    }

    /**
     * Writes one audit row for known and unknown users alike, so that timing reveals nothing. The hashing rate bounds the row rate. The
     * trail tells a password that was wrong from one that was not compared; the caller hears the same.
     */
    private ProblemException refused(Attempt attempt) {
        count("refused");
        ProblemType reason = attempt.untold().isPresent() ? ProblemType.INVALID_CREDENTIALS : ProblemType.THROTTLED;
        UUID userId = attempt.person().map(Credentials::userId).orElse(null);
        share.with(attempt.visitor().standing(), () -> {
            audit.recordRefusal(AuditEvent.SIGN_IN_REFUSED, userId, null, reason.code());
            return attempt;
        });
        // not who it was: people type passwords into the field above, too
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
