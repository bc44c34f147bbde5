package dev.latchkey.session;

import dev.latchkey.platform.Randomness;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/** Opens, checks and ends sessions. Safe for use by several threads; each method is one short transaction. */
@ApplicationScoped
public class Sessions {

    private final Clock clock;
    private final Randomness randomness;
    private final SessionConfig config;

    Sessions(Clock clock, Randomness randomness, SessionConfig config) {
        this.clock = clock;
        this.randomness = randomness;
        this.config = config;
    }

    /**
     * A session that was just opened.
     *
     * @param id its id, the token's {@code sid}
     * @param authTime when the person proved who they are
     */
    public record Opened(UUID id, Instant authTime) {}

    /**
     * Opens a session for a person who has just signed in.
     *
     * @param userId the person
     * @param amr how they signed in (RFC 8176)
     * @return the new session
     */
    @Transactional
    public Opened open(UUID userId, String amr) {
        Instant now = clock.instant();
        Session session = new Session(randomness.uuid(), userId, amr, now, now.plus(config.lifetime()));
        session.persist();
        return new Opened(session.id(), session.createdAt());
    }

    /**
     * Whether a session of this person is still open.
     *
     * @param id the session
     * @param userId the person
     * @return false if it has ended, is past its time, is another person's or never was
     */
    @Transactional
    public boolean isLive(UUID id, UUID userId) {
        return Session.isLive(id, userId, clock.instant());
    }

    /**
     * Ends all sessions of a person but one.
     *
     * @param userId the person
     * @param kept the session to keep
     */
    @Transactional
    public void endOthers(UUID userId, UUID kept) {
        Session.endOthers(userId, kept, clock.instant());
    }
}
