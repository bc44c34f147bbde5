package dev.latchkey.session;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** The statements that the previous version, which knows the database up to V20, sends for sessions. */
final class VersionBefore {

    private static final String OPEN =
            "insert into sessions (amr,created_at,ended_at,expires_at,generation,network,tokens_end_at,user_agent,user_id,id)"
                    + " values ('pwd',now(),null,now() + interval '30 days',0,'192.0.2.0/24',now() + interval '1 hour',"
                    + "'A Phone',?,?) returning refreshed_at,status_index";

    static final String REFRESH = """
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

    private static final String HAS_MOVED_PAST =
            "select 1 from sessions where id = ? and ended_at is null and expires_at > now() and generation > ?";

    private static final String END =
            "update sessions set ended_at=now() where id=? and user_id=? and ended_at is null and expires_at>now()";

    private static final String IS_LIVE = "select p.roles from sessions s join subjects p on p.user_id = s.user_id"
            + " where s.id = ? and s.user_id = ? and s.ended_at is null and s.expires_at > now()";

    private static final String DELETE = "delete from sessions where id = any(array(select id from sessions"
            + " where expires_at < now() and id = ? order by expires_at limit 1000 for update skip locked))";

    private final DataSource database;

    VersionBefore(DataSource database) {
        this.database = database;
    }

    /** What the next access token would say about the session, and the generation of the next refresh token. */
    record Refreshed(int generation, boolean moved, OffsetDateTime authTime, String amr, long statusIndex) {}

    UUID open(UUID user) {
        UUID id = UUID.randomUUID();
        run(OPEN, user, id);
        return id;
    }

    Optional<Refreshed> refresh(UUID session, int presented) {
        int next = presented + 1;
        try (Connection connection = database.getConnection();
                PreparedStatement statement =
                        prepare(connection, REFRESH, next, next, 3600.0, session, 1_209_600.0, next, next, 30.0);
                ResultSet row = statement.executeQuery()) {
            return row.next()
                    ? Optional.of(new Refreshed(
                            next,
                            row.getBoolean("moved"),
                            row.getObject("created_at", OffsetDateTime.class),
                            row.getString("amr"),
                            row.getLong("status_index")))
                    : Optional.empty();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Refreshes, and fails if it is refused. */
    void move(UUID session, int presented) {
        if (refresh(session, presented).isEmpty()) {
            throw new IllegalStateException("refused");
        }
    }

    /** Returns whether the previous version would end the session for a token that it has refused. */
    boolean takesForReuse(UUID session, int presented) {
        return run(HAS_MOVED_PAST, session, presented);
    }

    boolean end(UUID session, UUID user) {
        return run(END, session, user);
    }

    boolean isLive(UUID session, UUID user) {
        return run(IS_LIVE, session, user);
    }

    boolean deleteIfExpired(UUID session) {
        return run(DELETE, session);
    }

    /** Returns whether the statement has found or written a row. */
    private boolean run(String sql, Object... parameters) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = prepare(connection, sql, parameters)) {
            if (!statement.execute()) {
                return statement.getUpdateCount() > 0;
            }
            try (ResultSet rows = statement.getResultSet()) {
                return rows.next();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }
}
