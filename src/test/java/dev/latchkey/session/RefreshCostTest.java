package dev.latchkey.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.session.GrantLab.ClientGrant;
import dev.latchkey.session.GrantLab.SignedInUser;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a refresh does in the database, as PostgreSQL counts it within the transaction: one look-up, one row. */
@QuarkusTest
class RefreshCostTest {

    /** Tables of which the transaction has read or written a row. */
    private static final String COUNTED = "select relname || ' idx_scan=' || idx_scan || ' seq_scan=' || seq_scan"
            + " || ' ins=' || n_tup_ins || ' upd=' || n_tup_upd || ' del=' || n_tup_del from pg_stat_xact_user_tables"
            + " where idx_scan + seq_scan + n_tup_ins + n_tup_upd + n_tup_del > 0 order by relname";

    @Inject
    AgroalDataSource database;

    @Inject
    GrantLab lab;

    private SignedInUser user;

    @BeforeEach
    void signIn() {
        user = lab.signIn();
    }

    @Test
    void aRefreshLooksOneRowUpAndWritesItAsTheVersionBeforeDid() throws SQLException {
        List<String> before = counted(VersionBefore.REFRESH, 1, 1, 3600.0, user.session(), 1_209_600.0, 1, 1, 30.0);
        List<String> now = counted(RefreshStatement.OF_SESSION, user.session(), 1, 3600.0, 1_209_600.0, 30.0);

        assertThat(now).contains("sessions idx_scan=1 seq_scan=0 ins=0 upd=1 del=0");
        assertThat(now).isEqualTo(before);
    }

    @Test
    void theRefreshOfAClientsGrantAlsoLooksItsSessionUp() throws SQLException {
        ClientGrant grant = lab.open(user);

        List<String> now =
                counted(RefreshStatement.OF_CLIENT_GRANT, grant.id(), 1, 3600.0, 1_209_600.0, 30.0, GrantLab.CLIENT);

        assertThat(now)
                .contains("client_grants idx_scan=1 seq_scan=0 ins=0 upd=1 del=0")
                .contains("sessions idx_scan=1 seq_scan=0 ins=0 upd=0 del=0");
    }

    /** Runs a refresh and takes it back. The planner must not take a table for small, as it is here. */
    private List<String> counted(String refresh, Object... asked) throws SQLException {
        try (Connection connection = database.getConnection()) {
            try (Statement flush = connection.createStatement()) {
                // what the connection has counted before does not belong to the transaction
                flush.execute("select pg_stat_force_next_flush()");
            }
            connection.setAutoCommit(false);
            try (Statement setting = connection.createStatement();
                    PreparedStatement statement = connection.prepareStatement(refresh)) {
                setting.execute("set local enable_seqscan = off");
                for (int i = 0; i < asked.length; i++) {
                    statement.setObject(i + 1, asked[i]);
                }
                try (ResultSet row = statement.executeQuery()) {
                    assertThat(row.next()).isTrue();
                }
                List<String> tables = new ArrayList<>();
                try (ResultSet rows = setting.executeQuery(COUNTED)) {
                    while (rows.next()) {
                        tables.add(rows.getString(1));
                    }
                }
                return tables;
            } finally {
                connection.rollback();
            }
        }
    }
}
