package dev.latchkey.admin;

import static dev.latchkey.Api.as;
import static dev.latchkey.Api.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.latchkey.Database;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** C2 and C3: no SQL statement removes the last admin who can sign in, at any isolation level, nor do two concurrent ones. */
@QuarkusTest
@DisplayName("C2, C3: the last admin who can sign in stays, by SQL too")
class AdminsByHandTest {

    private static final String ABLE =
            "select count(*) from users u join user_roles r on r.user_id = u.id and r.role_name = 'admin' where can_sign_in(u)";

    @Inject
    Database database;

    @Inject
    AgroalDataSource source;

    private String one;
    private String other;

    @BeforeEach
    void areTheOnlyOnes() {
        one = Admins.named(database);
        other = Admins.named(database);
        database.run(
                "update users set status = 'DISABLED' where username not in (?, ?)"
                        + " and id in (select user_id from user_roles where role_name = 'admin')",
                one,
                other);
    }

    @AfterEach
    void oneIsLeft() {
        assertThat(Integer.parseInt(database.text(ABLE))).isPositive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "truncate user_roles",
                "truncate user_roles, role_permissions",
                "truncate roles cascade",
                "truncate users cascade",
                "truncate role_permissions",
                "truncate admin_guard",
                "delete from user_roles",
                "delete from user_roles where role_name = 'admin'",
                "delete from users",
                "delete from roles where name = 'admin'",
                "update roles set name = 'root' where name = 'admin'",
                "update user_roles set role_name = 'user' where role_name = 'admin'",
                "update users set status = 'DISABLED'",
                "update users set password_hash = null",
                "update users set password_hash = ''",
                "update users set password_hash = '!', password_changed_at = now()",
                "with gone as (delete from user_roles returning *) select * from gone",
                "delete from admin_guard",
                "update admin_guard set held_by = null",
                "update admin_guard set held_by = '1000000'",
            })
    void noStatementTakesAllAdminsAway(String statement) {
        database.run("delete from user_roles where role_name not in ('user', 'admin')");

        assertThatThrownBy(() -> database.transaction(statement));
    }

    @Test
    void theMessageSaysWhatToDo() {
        assertThatThrownBy(() -> database.run("delete from user_roles where role_name = 'admin'"))
                .hasStackTraceContaining("the last admin stays")
                .hasStackTraceContaining("Hint: Give the role admin to another user");
        assertThatThrownBy(() -> database.run("truncate user_roles")).hasStackTraceContaining("Hint: Use delete");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "REPEATABLE_READ | delete from user_roles where role_name = 'admin' and user_id = '%s'",
                "REPEATABLE_READ | update users set status = 'DISABLED' where id = '%s'",
                "REPEATABLE_READ | update users set password_hash = null where id = '%s'",
                "REPEATABLE_READ | delete from users where id = '%s'",
                "SERIALIZABLE | delete from user_roles where role_name = 'admin' and user_id = '%s'",
                "SERIALIZABLE | delete from users where id = '%s'",
                "READ_COMMITTED | delete from user_roles where role_name = 'admin' and user_id = '%s'",
                "READ_COMMITTED | update users set password_hash = null where id = '%s'",
            })
    void ofTwoTransactionsThatTakeEachOthersAdminAwayOneIsRefused(Level level, String statement) throws SQLException {
        try (Connection first = begun(level);
                Connection second = begun(level)) {
            execute(first, statement.formatted(id(other)));
            CompletableFuture<Boolean> seconds =
                    CompletableFuture.supplyAsync(() -> succeeds(second, statement.formatted(id(one))));
            first.commit();

            assertThat(seconds.join()).isFalse();
        }
        assertThat(database.text(ABLE)).isEqualTo("1");
    }

    @Test
    void aSnapshotThatIsOlderThanTheOthersCommitIsRefusedToo() throws SQLException {
        try (Connection first = begun(Level.REPEATABLE_READ);
                Connection second = begun(Level.REPEATABLE_READ)) {
            execute(first, "delete from user_roles where role_name = 'admin' and user_id = '" + id(other) + "'");
            first.commit();

            assertThatThrownBy(() -> execute(second, "delete from user_roles where user_id = '" + id(one) + "'"))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            fault -> assertThat(fault.getSQLState()).isEqualTo("40001"));
        }
    }

    @Test
    void aTransactionThatWasRefusedAndOneThatDisablesManyAreNoHindrance() {
        database.transaction(
                "savepoint a",
                "update users set status = 'DISABLED' where username = '" + one + "'",
                "rollback to a",
                "update users set status = 'DISABLED' where username = '" + other + "'");

        assertThat(database.text("select status from users where username = ?", one))
                .isEqualTo("ACTIVE");
    }

    @Test
    void anAdminWithoutAPasswordCountsForNothing() {
        String token = token(one);
        String third = as(token, Map.of("username", dev.latchkey.Api.newName(), "roles", List.of("user", "admin")))
                .post("/admin/users")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        take(token, id(other)).statusCode(200);

        take(token, id(one)).statusCode(409).body("code", equalTo("last_admin"));
        as(token, Map.of("password", dev.latchkey.Api.PASSWORD))
                .delete("/auth/me")
                .then()
                .statusCode(409)
                .body("detail", notNullValue());
        take(token, third).statusCode(200);
    }

    @Test
    void whoOnlyWaitedForTheOtherChangeHearsThatItMaySucceedLater() {
        String token = token(one);
        // PostgreSQL's error for the second of two transactions at repeatable read, or in a deadlock
        database.run("create function come_second() returns trigger language plpgsql as"
                + " 'begin raise exception ''came second'' using errcode = ''40001''; end'");
        try {
            database.run(
                    "create trigger come_second before delete on user_roles for each row execute function come_second()");
            take(token, id(other)).statusCode(503).header("Retry-After", notNullValue());
        } finally {
            database.run("drop function come_second cascade");
        }
        take(token, id(other)).statusCode(200);
    }

    /** Isolation levels of java.sql.Connection. */
    enum Level {
        READ_COMMITTED(Connection.TRANSACTION_READ_COMMITTED),
        REPEATABLE_READ(Connection.TRANSACTION_REPEATABLE_READ),
        SERIALIZABLE(Connection.TRANSACTION_SERIALIZABLE);

        private final int jdbc;

        Level(int jdbc) {
            this.jdbc = jdbc;
        }
    }

    private Connection begun(Level level) throws SQLException {
        Connection connection = source.getConnection();
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(level.jdbc);
        // takes the snapshot
        execute(connection, "select count(*) from users");
        return connection;
    }

    private static boolean succeeds(Connection connection, String sql) {
        try {
            execute(connection, sql);
            connection.commit();
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static io.restassured.response.ValidatableResponse take(String token, String id) {
        return as(token, Map.of("roles", List.of("user")))
                .header("If-Match", "*")
                .patch("/admin/users/" + id)
                .then();
    }

    private String id(String name) {
        return UUID.fromString(database.text("select id from users where username = ?", name))
                .toString();
    }
}
