package dev.latchkey.session;

import dev.latchkey.crypto.Randomness;
import dev.latchkey.token.StatusReferences;
import dev.latchkey.token.Subject;
import dev.latchkey.token.TokenConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Opens and ends grants of clients in sessions. {@link Sessions#open} opens the grant of the built-in client, which ends with its session;
 * every other grant ends alone or with its session. Safe for use by several threads; each method is one short transaction.
 */
@ApplicationScoped
public class Grants {

    private final RefreshTokens refreshTokens;
    private final StatusReferences references;
    private final Randomness randomness;
    private final double tokenSeconds;

    Grants(RefreshTokens refreshTokens, StatusReferences references, Randomness randomness, TokenConfig tokens) {
        this.refreshTokens = refreshTokens;
        this.references = references;
        this.randomness = randomness;
        this.tokenSeconds = tokens.lifetime().toMillis() / 1000.0;
    }

    /**
     * A new grant.
     *
     * @param id the grant
     * @param session what its access tokens say about the session, with the grant's own bit in the status lists
     * @param refreshToken its first refresh token
     */
    public record Opened(UUID id, Subject.Session session, RefreshToken refreshToken) {}

    /**
     * Opens a grant in a session.
     *
     * @param sessionId the session
     * @param access what is granted, and to which client
     * @return empty if there is no such session, or it is over
     */
    @Transactional
    public Optional<Opened> open(UUID sessionId, ClientAccess access) {
        UUID id = randomness.uuid();
        return Grant.open(id, sessionId, access, tokenSeconds).map(row -> opened(id, sessionId, row));
    }

    private Opened opened(UUID id, UUID sessionId, Tuple row) {
        Subject.Session session = new Subject.Session(
                sessionId,
                row.get("auth_time", Instant.class),
                List.of(row.get("amr_values", String[].class)),
                row.get("expires_at", Instant.class),
                references.of(row.get("status_index", Long.class)));
        Duration left = Duration.ofMillis((long) (row.get("seconds_left", Double.class) * 1000));
        return new Opened(id, session, new RefreshToken(refreshTokens.write(GrantId.ofClient(id), 0), left));
    }

    /**
     * Ends one grant, and no other grant of its session. Its access tokens are revoked in the same transaction.
     *
     * @param id the id that {@link #open} returned
     * @return false if there is no such grant, or it has already ended
     */
    @Transactional
    public boolean end(UUID id) {
        return Grant.end(id);
    }
}
