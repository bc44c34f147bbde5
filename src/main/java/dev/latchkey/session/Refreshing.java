package dev.latchkey.session;

import dev.latchkey.audit.AuditEvent;
import dev.latchkey.audit.AuditTrail;
import dev.latchkey.session.RefreshTokens.Presented;
import dev.latchkey.session.Rotation.Rotated;
import dev.latchkey.token.Subject;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The refresh: from a refresh token to the next one (RFC 6749, 6; RFC 9700, 4.14.2). Safe for use by several threads.
 *
 * <p>The token before the present one gets the present one again for a moment; an older one can only be a copy, and ends its grant:
 * for the built-in client, the session.
 */
@ApplicationScoped
public class Refreshing {

    private static final Logger LOG = Logger.getLogger(Refreshing.class);

    private final RefreshTokens refreshTokens;
    private final Rotation rotation;
    private final EndedSessions ended;
    private final AuditTrail audit;
    private final MeterRegistry metrics;

    Refreshing(
            RefreshTokens refreshTokens,
            Rotation rotation,
            EndedSessions ended,
            AuditTrail audit,
            MeterRegistry metrics) {
        this.ended = ended;
        this.refreshTokens = refreshTokens;
        this.rotation = rotation;
        this.audit = audit;
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
     * Moves a grant of the built-in client on.
     *
     * @param refreshToken what the caller sent, any text
     * @return empty if it is not a token of ours, or its session is over
     */
    public Optional<Refreshed> refresh(String refreshToken) {
        return refresh(refreshToken, GrantId.BUILT_IN_CLIENT);
    }

    /**
     * Moves a grant on.
     *
     * @param refreshToken what the caller sent, any text
     * @param clientId who sends it, authenticated already
     * @return empty if it is not a token of ours, was issued to another client, or its grant or session is over
     */
    public Optional<Refreshed> refresh(String refreshToken, String clientId) {
        Optional<Presented> presented = refreshTokens
                .read(refreshToken)
                .filter(token -> !ended.contains(token.grant().id()));
        Optional<Rotated> rotated = presented.flatMap(token -> rotation.rotate(token, clientId));
        if (rotated.isEmpty()) {
            boolean reused = presented.isPresent() && endIfReused(presented.get(), clientId);
            presented.map(Presented::grant).ifPresent(grant -> remember(grant, clientId));
            count(reused ? "reused" : "refused");
            return Optional.empty();
        }
        count(rotated.get().moved() ? "rotated" : "repeated");
        return rotated.map(next -> refreshed(presented.get().grant(), next));
    }

    /**
     * Refused for its age or for the session's: over it is in both cases, and stays so. Not where another client may have the token: its
     * refusal says nothing of the grant.
     */
    private void remember(GrantId refused, String clientId) {
        if (refused.kind() == GrantId.Kind.OF_SESSION && clientId.equals(GrantId.BUILT_IN_CLIENT)) {
            ended.add(refused.id());
        }
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

    private Refreshed refreshed(GrantId grant, Rotated rotated) {
        String next = refreshTokens.write(grant, rotated.generation());
        return new Refreshed(rotated.subject(), new RefreshToken(next, rotated.left()));
    }

    /** The rotation has refused the token. If that is for its age and not for the session's, it was copied. */
    @Transactional
    boolean endIfReused(Presented token, String clientId) {
        if (token.grant().kind() == GrantId.Kind.OF_SESSION && !clientId.equals(GrantId.BUILT_IN_CLIENT)) {
            return false;
        }
        Optional<Grant.Ended> robbed = Grant.endReused(token, clientId);
        robbed.ifPresent(grant -> {
            audit.record(AuditEvent.REFRESH_TOKEN_REUSED, grant.userId(), grant.sessionId());
            LOG.warnf(
                    "%s of user %s is ended: an old refresh token was used",
                    token.grant().kind() == GrantId.Kind.OF_SESSION
                            ? "session " + grant.sessionId()
                            : "the grant of client " + clientId + " in session " + grant.sessionId(),
                    grant.userId());
        });
        return robbed.isPresent();
    }

    private void count(String outcome) {
        metrics.counter("latchkey.refreshes", "outcome", outcome).increment();
    }
}
