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
 * Exchanges a refresh token for the next one (RFC 6749, 6; RFC 9700, 4.14.2). Safe for use by several threads.
 *
 * <p>Within the refresh grace, the token before the current one gets the current one again. An older token must be a copy and ends its
 * grant; for the built-in client, it ends the session.
 */
@ApplicationScoped
public class RefreshTokenGrant {

    private static final Logger LOG = Logger.getLogger(RefreshTokenGrant.class);

    private final RefreshTokens refreshTokens;
    private final Rotation rotation;
    private final EndedSessions ended;
    private final AuditTrail audit;
    private final MeterRegistry metrics;

    RefreshTokenGrant(
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
     * The result of a refresh.
     *
     * @param subject subject of the next access token, as of now
     * @param refreshToken the next refresh token
     */
    public record Refreshed(Subject subject, RefreshToken refreshToken) {}

    /**
     * Refreshes a grant of the built-in client.
     *
     * @param refreshToken what the caller sent, any text
     * @return empty if it is not a genuine token, or its session is over
     */
    public Optional<Refreshed> refresh(String refreshToken) {
        return refresh(refreshToken, GrantId.BUILT_IN_CLIENT);
    }

    /**
     * Refreshes a grant.
     *
     * @param refreshToken what the caller sent, any text
     * @param clientId the client that sends it, already authenticated
     * @return empty if it is not a genuine token, was issued to another client, or its grant or session is over
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
     * Remembers the session of a refused token: whether the token was too old or the session had ended, the session is over and stays so.
     * Skips tokens that another client may own: their refusal says nothing about the grant.
     */
    private void remember(GrantId refused, String clientId) {
        if (refused.kind() == GrantId.Kind.OF_SESSION && clientId.equals(GrantId.BUILT_IN_CLIENT)) {
            ended.add(refused.id());
        }
    }

    /**
     * Returns whether a text is a refresh token that Latchkey issued, valid or not. Does not query the database.
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

    /** Ends the grant if the rotation refused the token for its age and not because the session is over: the token was copied. */
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
