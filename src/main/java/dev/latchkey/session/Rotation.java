package dev.latchkey.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.database.Retry;
import dev.latchkey.session.RefreshTokens.Presented;
import dev.latchkey.token.StatusReferences;
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
 * Runs the statement of a refresh ({@link RefreshStatement}) in a transaction of its own on a plain connection, in one round trip. Of
 * concurrent calls with one token, the row's lock lets one move the generation; the others then find that it has just moved and get the
 * same token. Safe for use by several threads.
 */
@Singleton
class Rotation {

    private final DataSource database;
    private final Retry retry;
    private final ObjectMapper json;
    private final StatusReferences references;
    private final double tokenSeconds;
    private final double idleSeconds;
    private final double reuseSeconds;

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
        this.tokenSeconds = seconds(tokens.lifetime());
        this.idleSeconds = seconds(config.idleLifetime());
        this.reuseSeconds = seconds(config.refreshGrace());
    }

    /**
     * The result of a rotation.
     *
     * @param subject subject of the next access token
     * @param generation generation of the next refresh token
     * @param left time until the session's absolute end
     * @param moved false if another call had moved the generation within the refresh grace
     */
    record Rotated(Subject subject, int generation, Duration left, boolean moved) {}

    /**
     * Moves a grant to the next generation. Empty if the grant is over or was issued to another client, or if the token is older than the
     * one before the current one.
     */
    Optional<Rotated> rotate(Presented token, String clientId) {
        return switch (token.grant().kind()) {
            case OF_SESSION ->
                clientId.equals(GrantId.BUILT_IN_CLIENT)
                        ? retry.run(() -> rotateOnce(RefreshStatement.OF_SESSION, token))
                        : Optional.empty();
            case OF_CLIENT -> retry.run(() -> rotateOnce(RefreshStatement.OF_CLIENT_GRANT, token, clientId));
        };
    }

    private Optional<Rotated> rotateOnce(String sql, Presented token, String... client) {
        int next = token.generation() + 1;
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            int asked = 0;
            statement.setObject(++asked, token.grant().id());
            statement.setInt(++asked, next);
            statement.setDouble(++asked, tokenSeconds);
            statement.setDouble(++asked, idleSeconds);
            statement.setDouble(++asked, reuseSeconds);
            for (String id : client) {
                statement.setString(++asked, id);
            }
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(rotated(row, next)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("a grant could not be refreshed", e);
        }
    }

    private Rotated rotated(ResultSet row, int generation) throws SQLException {
        Subject subject = new Subject(
                row.getObject("user_id", UUID.class),
                row.getString("username"),
                texts(row.getArray("roles")),
                texts(row.getArray("permissions")),
                profile(row.getString("profile")),
                new Subject.Session(
                        row.getObject("session_id", UUID.class),
                        instant(row, "auth_time"),
                        texts(row.getArray("amr_values")),
                        instant(row, "expires_at"),
                        references.of(row.getLong("status_index"))));
        Duration left = Duration.ofMillis((long) (row.getDouble("seconds_left") * 1000));
        return new Rotated(subject, generation, left, row.getBoolean("moved"));
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
