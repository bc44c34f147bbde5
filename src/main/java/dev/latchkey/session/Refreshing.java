package dev.latchkey.session;

import dev.latchkey.audit.AuditEvent;
import dev.latchkey.audit.AuditTrail;
import dev.latchkey.session.RefreshTokens.Presented;
import dev.latchkey.session.Rotation.Rotated;
import dev.latchkey.token.Subject;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The refresh: from a refresh token to the next one (RFC 6749, 6; RFC 9700, 4.14.2). Safe for use by several threads.
 *
 * <p>The token before the present one gets the present one again for a moment; an older one can only be a copy, and ends the
 * session for whoever has it.
 */
@ApplicationScoped
public class Refreshing {

    private static final Logger LOG = Logger.getLogger(Refreshing.class);

    private final RefreshTokens refreshTokens;
    private final Rotation rotation;
    private final EndedSessions ended;
    private final AuditTrail audit;
    private final Clock clock;
    private final MeterRegistry metrics;

    Refreshing(
            RefreshTokens refreshTokens,
            Rotation rotation,
            EndedSessions ended,
            AuditTrail audit,
            Clock clock,
            MeterRegistry metrics) {
        this.ended = ended;
        this.refreshTokens = refreshTokens;
        this.rotation = rotation;
        this.audit = audit;
        this.clock = clock;
        this.metrics = metrics;
    }

    /**
     * A session that goes on.
     *
     * @param subject whom the next access token is about, as of now
     * @param refreshToken the next refresh token
     */
    public record Refreshed(Subject subject, RefreshToken refreshToken) {}

    /**
     * Moves a session on.
     *
     * @param refreshToken what the caller sent, any text
     * @return empty if it is not a token of ours, or its session is over
     */
    public Optional<Refreshed> refresh(String refreshToken) {
        Optional<Presented> presented =
                refreshTokens.read(refreshToken).filter(token -> !ended.contains(token.sessionId()));
        Optional<Rotated> rotated = presented.flatMap(rotation::rotate);
        if (rotated.isEmpty()) {
            boolean reused = presented.isPresent() && endIfReused(presented.get());
            // refused for its age or for the session's: over it is in both cases, and stays so
            presented.map(Presented::sessionId).ifPresent(ended::add);
            count(reused ? "reused" : "refused");
            return Optional.empty();
        }
        count(rotated.get().moved() ? "rotated" : "repeated");
        return rotated.map(this::refreshed);
    }

    /**
     * Whether a text is a refresh token that was given here, be it still good or not. Does not ask the database.
     *
     * @param refreshToken what the caller sent, any text
     * @return true if it is
     */
    public boolean isOurs(String refreshToken) {
        return refreshTokens.read(refreshToken).isPresent();
    }

    private Refreshed refreshed(Rotated rotated) {
        Subject.Session session = rotated.subject().session();
        String next = refreshTokens.write(session.id(), rotated.generation());
        return new Refreshed(
                rotated.subject(), new RefreshToken(next, Duration.between(clock.instant(), session.endsAt())));
    }

    /** The rotation has refused the token. If that is for its age and not for the session's, somebody has a copy. */
    @Transactional
    boolean endIfReused(Presented token) {
        Optional<Session> robbed = Session.locked(token.sessionId())
                .filter(session -> session.isLive(clock.instant()) && session.hasMovedPast(token.generation()));
        robbed.ifPresent(session -> {
            session.end(clock.instant());
            audit.record(AuditEvent.REFRESH_TOKEN_REUSED, session.userId(), session.id());
            LOG.warnf("session %s of user %s is ended: an old refresh token was used", session.id(), session.userId());
        });
        return robbed.isPresent();
    }

    private void count(String outcome) {
        metrics.counter("latchkey.refreshes", "outcome", outcome).increment();
    }
}
