package dev.latchkey.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.platform.Retry;
import dev.latchkey.session.RefreshTokens.Presented;
import dev.latchkey.token.Subject;
import dev.latchkey.token.TokenConfig;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * The one statement that a refresh is: compare the generation, set the next, read whom the token will be about. It is a
 * transaction of its own on a plain connection, with one round trip. Safe for use by several threads.
 *
 * <p>Of any number of calls with one token, the row's lock lets one move the generation; the others then find it moved just
 * now and get the same. A generation ahead of the stored one is genuine too (it has our MAC): the database has lost a commit in
 * a fail-over, and follows. All times are the database's: it has the one clock that all replicas share. The grace time goes by {@code clock_timestamp()},
 * because a statement that has waited for the row began before it was moved.
 */
@Singleton
class Rotation {

    private static final String ROTATE = """
            with rotated as (
                update sessions
                set generation = ?,
                    refreshed_at = case when generation < ? then now() else refreshed_at end,
                    tokens_end_at = greatest(tokens_end_at, least(expires_at, now() + ? * interval '1 second'))
                where id = ?
                    and ended_at is null
                    and expires_at > now()
                    and refreshed_at > now() - ? * interval '1 second'
                    and (generation < ?
                        or generation = ? and refreshed_at > clock_timestamp() - ? * interval '1 second')
                returning user_id, created_at, amr, expires_at, status_index, refreshed_at = now() as moved
            )
            select r.*, s.username, s.profile, s.roles, s.permissions
            from rotated r join subjects s on s.user_id = r.user_id""";

    private final DataSource database;
    private final Retry retry;
    private final ObjectMapper json;
    private final StatusReferences references;
    private final double idleSeconds;
    private final double graceSeconds;
    private final double tokenSeconds;

    Rotation(
            DataSource database,
            Retry retry,
            ObjectMapper json,
            StatusReferences references,
            SessionConfig config,
            TokenConfig tokens) {
        this.database = database;
        this.retry = retry;
        this.json = json;
        this.references = references;
        this.idleSeconds = seconds(config.idleLifetime());
        this.graceSeconds = seconds(config.refreshGrace());
        this.tokenSeconds = seconds(tokens.lifetime());
    }

    /**
     * What a rotation came to.
     *
     * @param subject whom the next access token is about
     * @param generation of the next refresh token
     * @param moved false if another call had moved the generation a moment ago
     */
    record Rotated(Subject subject, int generation, boolean moved) {}

    /** Moves the session on; empty if it is over, or the token is older than that before the present one. */
    Optional<Rotated> rotate(Presented token) {
        return retry.run(() -> rotateOnce(token));
    }

    private Optional<Rotated> rotateOnce(Presented token) {
        int next = token.generation() + 1;
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(ROTATE)) {
            statement.setInt(1, next);
            statement.setInt(2, next);
            statement.setDouble(3, tokenSeconds);
            statement.setObject(4, token.sessionId());
            statement.setDouble(5, idleSeconds);
            statement.setInt(6, next);
            statement.setInt(7, next);
            statement.setDouble(8, graceSeconds);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new Rotated(subject(token.sessionId(), row), next, row.getBoolean("moved")))
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("a session could not be refreshed", e);
        }
    }

    private Subject subject(UUID sessionId, ResultSet row) throws SQLException {
        return new Subject(
                row.getObject("user_id", UUID.class),
                row.getString("username"),
                texts(row.getArray("roles")),
                texts(row.getArray("permissions")),
                profile(row.getString("profile")),
                new Subject.Session(
                        sessionId,
                        instant(row, "created_at"),
                        List.of(row.getString("amr")),
                        instant(row, "expires_at"),
                        references.of(row.getLong("status_index"))));
    }

    private ObjectNode profile(String stored) {
        try {
            return (ObjectNode) json.readTree(stored);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored profile is not JSON", e);
        }
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
