package dev.latchkey.session;

import dev.latchkey.audit.Actor;
import dev.latchkey.audit.AuditEvent;
import dev.latchkey.audit.AuditTrail;
import dev.latchkey.crypto.Randomness;
import dev.latchkey.http.CurrentCall;
import dev.latchkey.token.StatusReferences;
import dev.latchkey.token.Subject;
import dev.latchkey.token.TokenConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Opens, lists and ends sessions. Safe for use by several threads; each method is one short transaction. */
@ApplicationScoped
public class Sessions {

    private static final int MOST_LISTED = 100;

    private final RefreshTokens refreshTokens;
    private final StatusReferences references;
    private final AuditTrail audit;
    private final CurrentCall call;
    private final Clock clock;
    private final Randomness randomness;
    private final SessionConfig config;
    private final Duration tokenLifetime;

    Sessions(
            RefreshTokens refreshTokens,
            StatusReferences references,
            AuditTrail audit,
            CurrentCall call,
            Clock clock,
            Randomness randomness,
            SessionConfig config,
            TokenConfig tokens) {
        this.refreshTokens = refreshTokens;
        this.references = references;
        this.audit = audit;
        this.call = call;
        this.clock = clock;
        this.randomness = randomness;
        this.config = config;
        this.tokenLifetime = tokens.lifetime();
        SessionSettings.check(config, tokens);
    }

    /**
     * A new session.
     *
     * @param session what its tokens say about it
     * @param refreshToken its first refresh token
     */
    public record Opened(Subject.Session session, RefreshToken refreshToken) {}

    /**
     * Opens a session for a user who has just signed in, and the grant of the built-in client in it.
     *
     * @param userId the user
     * @param amr the authentication methods (RFC 8176), in the order of their use; at least one
     * @param authTime when the user was authenticated
     * @return the new session
     */
    @Transactional
    public Opened open(UUID userId, List<String> amr, Instant authTime) {
        Instant now = clock.instant();
        Instant end = now.plus(config.lifetime());
        Instant tokensEnd = now.plus(tokenLifetime);
        Session session = new Session(
                randomness.uuid(), userId, amr, authTime, now, end, tokensEnd.isBefore(end) ? tokensEnd : end);
        session.openedFrom(call.userAgent().orElse(null), call.network().orElse(null));
        session.persistAndFlush();
        audit.record(AuditEvent.SIGNED_IN, userId, session.id());
        Session.endSurplus(userId, session.id(), config.maximum(), now)
                .forEach(ended -> audit.record(AuditEvent.SESSION_ENDED, userId, ended));
        Subject.Session claims = new Subject.Session(
                session.id(),
                session.authTime(),
                session.amr(),
                session.expiresAt(),
                references.of(session.statusIndex()));
        String first = refreshTokens.write(GrantId.ofSession(session.id()), 0);
        return new Opened(claims, new RefreshToken(first, config.lifetime()));
    }

    /**
     * Returns the sessions in which a user is signed in.
     *
     * @param userId the user
     * @return at most 100 sessions, last used first
     */
    @Transactional
    public List<Device> of(UUID userId) {
        Instant now = clock.instant();
        return Session.usable(userId, now, now.minus(config.idleLifetime()), MOST_LISTED).stream()
                .map(Device::of)
                .toList();
    }

    /**
     * Returns all stored sessions of a user, including ended ones that are not deleted yet, page by page.
     *
     * @param userId the user
     * @param after id of the last session of the previous page; null for the first page
     * @param most size of a page
     * @return the sessions in the order of their ids
     */
    @Transactional
    public List<Device> kept(UUID userId, @Nullable UUID after, int most) {
        return Session.kept(userId, after == null ? new UUID(0, 0) : after, most).stream()
                .map(Device::of)
                .toList();
    }

    /**
     * Ends the session of a refresh token of the built-in client, whatever the token's generation: a user whose client lost an answer must
     * still be able to sign out.
     *
     * @param refreshToken what the caller sent, any text
     */
    @Transactional
    public void end(String refreshToken) {
        refreshTokens
                .read(refreshToken)
                .flatMap(token -> Grant.sessionOfBuiltIn(token.grant()))
                .flatMap(Session::locked)
                .ifPresent(session -> end(session.userId(), session.id()));
    }

    /**
     * Ends one session.
     *
     * @param userId the user whom the session must belong to
     * @param id the session
     * @return false if this user has no such open session
     */
    @Transactional
    public boolean end(UUID userId, UUID id) {
        boolean ended = Session.end(id, userId, clock.instant());
        if (ended) {
            audit.record(AuditEvent.SESSION_ENDED, userId, id);
        }
        return ended;
    }

    /**
     * Ends all sessions of a user but one.
     *
     * @param userId the user
     * @param kept the session to keep
     */
    @Transactional
    public void endOthers(UUID userId, UUID kept) {
        if (Session.endOthers(userId, kept, clock.instant()) > 0) {
            audit.record(AuditEvent.OTHER_SESSIONS_ENDED, userId, kept);
        }
    }

    /**
     * Ends all sessions of a user.
     *
     * @param userId the user
     */
    @Transactional
    public void endAll(UUID userId) {
        if (Session.endAll(userId, clock.instant()) > 0) {
            audit.record(AuditEvent.ALL_SESSIONS_ENDED, userId, null);
        }
    }

    /**
     * Ends all sessions of a user on behalf of an operator.
     *
     * @param userId the user
     * @param actor the operator
     */
    @Transactional
    public void endAll(UUID userId, Actor actor) {
        if (Session.endAll(userId, clock.instant()) > 0) {
            audit.record(AuditEvent.ALL_SESSIONS_ENDED, actor, userId, Map.of());
        }
    }
}
