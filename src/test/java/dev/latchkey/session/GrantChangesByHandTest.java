package dev.latchkey.session;

import static dev.latchkey.session.GrantLab.CLIENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.Database;
import dev.latchkey.session.GrantLab.ClientGrant;
import dev.latchkey.session.GrantLab.SignedInUser;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A change to grants by SQL is refused, or the grant's tokens are revoked in the same transaction; no grant outlives its session. */
@QuarkusTest
class GrantChangesByHandTest {

    @Inject
    Database database;

    @Inject
    AgroalDataSource source;

    @Inject
    GrantLab lab;

    @Inject
    Grants grants;

    @Inject
    RefreshTokenGrant refreshing;

    private SignedInUser user;
    private ClientGrant grant;

    @BeforeEach
    void signIn() {
        user = lab.signIn();
        grant = lab.open(user);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ended_at = now()",
                "ended_at = '-infinity', tokens_end_at = now()",
                "tokens_end_at = now()",
                "tokens_end_at = '-infinity'",
                "tokens_end_at = tokens_end_at - interval '1 second', generation = generation + 1",
                "refreshed_at = now() - interval '15 days'",
                "refreshed_at = '-infinity', generation = generation + 1",
            })
    void aChangeThatEndsAGrantOrHidesItsTokensRevokesThem(String change) {
        update(change);

        assertThat(lab.isOpen(grant)).isFalse();
        assertThat(lab.isRevoked(grant)).isTrue();
        assertThat(lab.isRevoked(lab.statusIndex(user.session()))).isFalse();
    }

    @Test
    void aGrantThatIsDeletedIsRevoked() {
        database.run("delete from client_grants where id = ?", grant.id());

        assertThat(lab.isRevoked(grant)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id = gen_random_uuid()",
                "session_id = gen_random_uuid()",
                "client_id = 'another'",
                "status_index = status_index + 1000000",
            })
    void aChangeOfWhatTokensNameIsRefused(String change) {
        assertThatThrownBy(() -> update(change)).hasStackTraceContaining("cannot change");

        assertThat(lab.isOpen(grant)).isTrue();
    }

    @Test
    void aGrantThatHasEndedStaysEnded() {
        grants.end(grant.id());

        assertThatThrownBy(() -> update("ended_at = null")).hasStackTraceContaining("cannot be opened again");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "truncate client_grants",
                "truncate client_grants, sessions",
                "truncate sessions cascade",
            })
    void aTruncateIsRefusedAndSaysWhatToDoInstead(String truncate) {
        assertThatThrownBy(() -> database.run(truncate))
                .hasStackTraceContaining("truncate of ")
                .hasStackTraceContaining("Hint: Use: update ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update grants set ended_at = now()",
                "delete from grants",
                "insert into grants (id) values (gen_random_uuid())",
            })
    void theViewOfAllGrantsIsForReading(String change) {
        assertThatThrownBy(() -> database.run(change)).hasStackTraceContaining("view \"grants\"");
    }

    @Test
    void whatLeavesNoTokenBehindIsNoEnd() {
        update("tokens_end_at = tokens_end_at + interval '1 second', refreshed_at = now(), scope = 'orders:read'");
        // a fail-over to a server whose clock is behind, then a refresh
        update("generation = generation + 1, refreshed_at = refreshed_at - interval '2 seconds'");

        assertThat(lab.isOpen(grant)).isTrue();
        assertThat(lab.isRevoked(grant)).isFalse();
    }

    @Test
    void noGrantIsInsertedIntoASessionThatIsOver() {
        database.run("update sessions set ended_at = now() where id = ?", user.session());

        assertThat(database.run(
                        "insert into client_grants (id, session_id, client_id, scope, audience, tokens_end_at)"
                                + " values (gen_random_uuid(), ?, 'shop', '', '{shop}', now())",
                        user.session()))
                .isZero();
    }

    @Test
    void aGrantThatIsOpenedWhileItsSessionEndsWaitsAndIsRefused() throws Exception {
        try (Connection ending = transaction("update sessions set ended_at = now() where id = '%s'")) {
            CompletableFuture<Optional<Grants.Opened>> opened =
                    CompletableFuture.supplyAsync(() -> grants.open(user.session(), GrantLab.access(CLIENT)));
            assertThatThrownBy(() -> opened.get(500, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);

            ending.commit();

            assertThat(opened.get(5, TimeUnit.SECONDS)).isEmpty();
        }
        assertThat(lab.isRevoked(grant)).isTrue();
    }

    @Test
    void aRefreshBesideASessionThatIsCutShortIsRefused() throws Exception {
        // later than the token that the grant has, and sooner than the one that it would get
        try (Connection cutting = transaction(
                "update sessions set expires_at = now() + interval '59 minutes 59 seconds' where id = '%s'")) {
            CompletableFuture<Optional<RefreshTokenGrant.Refreshed>> refreshed =
                    CompletableFuture.supplyAsync(() -> refreshing.refresh(grant.refreshToken(), CLIENT));
            assertThatThrownBy(() -> refreshed.get(500, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);

            cutting.commit();

            assertThat(refreshed.get(5, TimeUnit.SECONDS)).isEmpty();
        }
        assertThat(lab.isRevoked(grant)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update sessions set ended_at = now() where id = '%s'",
                "delete from sessions where id = '%s'",
                "update users set status = 'DISABLED' where id = (select user_id from sessions where id = '%s')",
            })
    void atRepeatableReadNoEndOfASessionOverlooksAGrant(String end) throws SQLException {
        try (Connection old = transaction("set transaction isolation level repeatable read");
                Statement statement = old.createStatement()) {
            // the snapshot
            try (ResultSet row = statement.executeQuery("select count(*) from client_grants")) {
                assertThat(row.next()).isTrue();
            }
            ClientGrant later = lab.open(user);

            assertThatThrownBy(() -> statement.execute(end.formatted(user.session())))
                    .hasMessageContaining("could not serialize access");
            old.rollback();
            assertThat(lab.isOpen(later)).isTrue();
        }
    }

    @Test
    void noTriggerRunsBeforeAnUpdateWhichWouldCostARefreshALockOfItsRow() {
        assertThat(database.texts("select tgname from pg_trigger where tgrelid = 'client_grants'::regclass"
                        + " and not tgisinternal and tgtype & 2 <> 0 and tgtype & 16 <> 0"))
                .isEmpty();
    }

    @Test
    void aRefreshWritesNoIndexEntry() {
        // the columns that a refresh changes are in no index of either table: the row's new version stays on its page
        // (HOT)
        assertThat(database.texts("select c.relname || '.' || a.attname from pg_index i"
                        + " join pg_class c on c.oid = i.indrelid join pg_attribute a on a.attrelid = c.oid"
                        + " where c.relname in ('sessions', 'client_grants') and c.relnamespace = 'public'::regnamespace"
                        + " and (a.attnum = any(i.indkey) or pg_get_indexdef(i.indexrelid) like '%' || a.attname || '%')"
                        + " and a.attname in ('generation', 'refreshed_at', 'tokens_end_at')"))
                .isEmpty();
    }

    /** Opens a transaction that has run one statement and stays open. */
    private Connection transaction(String sql) throws SQLException {
        Connection connection = source.getConnection();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql.formatted(user.session()));
        }
        return connection;
    }

    private void update(String change) {
        assertThat(database.run("update client_grants set " + change + " where id = ?", grant.id()))
                .isEqualTo(1);
    }
}
