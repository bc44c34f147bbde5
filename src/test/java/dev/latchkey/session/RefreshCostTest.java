package dev.latchkey.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Api;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Checks what a refresh does in the database, by PostgreSQL's plan: one look-up, one row. */
@QuarkusTest
class RefreshCostTest {

    private static final Pattern NODE =
            Pattern.compile("(Index (Only )?Scan using \\w+|Seq Scan|Bitmap Heap Scan|Insert|Update|Delete) on \\w+");

    /** Enough rows for the planner not to treat a table as small; they are rolled back. */
    private static final List<String> ROWS = List.of(
            "insert into sessions (id, user_id, created_at, amr, expires_at) select gen_random_uuid(), u.id, now(), 'pwd',"
                    + " now() + interval '1 day' from (select id from users limit 1) u, generate_series(1, 2000)",
            "insert into client_grants (id, session_id, client_id, scope, audience, tokens_end_at) select"
                    + " gen_random_uuid(), s.id, 'shop', '', '{shop}', now() + interval '1 hour' from sessions s",
            "analyze sessions",
            "analyze client_grants");

    @Inject
    AgroalDataSource database;

    @BeforeEach
    void aUser() {
        Api.registered();
    }

    @Test
    void aRefreshLooksOneRowUpAndWritesItAsTheVersionBeforeDid() throws SQLException {
        UUID session = UUID.randomUUID();

        List<String> before = nodes(VersionBefore.REFRESH, 1, 1, 3600.0, session, 1_209_600.0, 1, 1, 30.0);
        List<String> now = nodes(RefreshStatement.OF_SESSION, session, 1, 3600.0, 1_209_600.0, 30.0);

        assertThat(now).isEqualTo(before);
        assertThat(now.stream().filter(node -> node.endsWith("on sessions")))
                .containsExactly("Update on sessions", "Index Scan using sessions_pk on sessions");
        assertThat(now).noneMatch(node -> node.endsWith("on client_grants"));
    }

    @Test
    void theRefreshOfAClientsGrantAlsoLooksItsSessionUp() throws SQLException {
        List<String> now = nodes(
                RefreshStatement.OF_CLIENT_GRANT, UUID.randomUUID(), 1, 3600.0, 1_209_600.0, 30.0, GrantLab.CLIENT);

        assertThat(now.stream().filter(node -> node.endsWith("on client_grants") || node.endsWith("on sessions")))
                .containsExactlyInAnyOrder(
                        "Update on client_grants",
                        "Index Scan using client_grants_pk on client_grants",
                        "Index Scan using sessions_pk on sessions");
    }

    /** Returns the nodes of the plan that access tables. */
    private List<String> nodes(String refresh, Object... asked) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement setting = connection.createStatement();
                    PreparedStatement statement = connection.prepareStatement("explain (costs off) " + refresh)) {
                for (String sql : ROWS) {
                    setting.execute(sql);
                }
                for (int i = 0; i < asked.length; i++) {
                    statement.setObject(i + 1, asked[i]);
                }
                StringBuilder plan = new StringBuilder();
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        plan.append(rows.getString(1)).append('\n');
                    }
                }
                return NODE.matcher(plan).results().map(MatchResult::group).toList();
            } finally {
                connection.rollback();
            }
        }
    }
}
