package dev.latchkey.session;

import static dev.latchkey.Api.as;
import static dev.latchkey.Api.registered;
import static dev.latchkey.Api.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.Database;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** C1: a change to sessions by SQL is refused, or the session's tokens are revoked in the same transaction. */
@QuarkusTest
@DisplayName("C1: sessions and their bits, changed by SQL")
class ChangesByHandTest {

    @Inject
    Database database;

    @Inject
    SessionCleanup cleanup;

    private String name;
    private String token;
    private UUID session;
    private long index;

    @BeforeEach
    void signIn() {
        name = registered();
        token = token(name);
        session = SessionRows.of(token);
        index = Long.parseLong(database.text("select status_index from sessions where id = ?", session));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "truncate sessions",
                "truncate sessions, webhook_deliveries restart identity",
                "truncate users cascade",
                "truncate only revoked_sessions",
            })
    void aTruncateIsRefusedAndSaysWhatToDoInstead(String truncate) {
        assertThatThrownBy(() -> database.run(truncate))
                .hasStackTraceContaining("truncate of ")
                .hasStackTraceContaining("Hint: ");

        assertThat(isOpen()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ended_at = now()",
                "ended_at = now() + interval '1 day'",
                "ended_at = now(), tokens_end_at = now() - interval '1 hour'",
                "ended_at = '-infinity', expires_at = now()",
                "expires_at = now()",
                "expires_at = now() + interval '1 minute'",
                "expires_at = now() - interval '1 day', created_at = now() - interval '2 days'",
                "expires_at = created_at + interval '1 microsecond'",
                "tokens_end_at = now() - interval '6 minutes'",
                "tokens_end_at = '-infinity'",
                "tokens_end_at = tokens_end_at - interval '1 second'",
                "refreshed_at = now() - interval '15 days'",
                "refreshed_at = '-infinity', generation = generation + 1",
                "refreshed_at = now() - interval '15 days', tokens_end_at = now() - interval '1 day'",
            })
    void aChangeThatEndsASessionOrHidesItsTokensRevokesThem(String change) {
        update(change);

        assertThat(isRevoked()).isTrue();
        as(token).get("/auth/me").then().statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id = gen_random_uuid()",
                "status_index = status_index + 1000000",
                "user_id = (select id from users where username <> 'x' order by created_at limit 1)",
            })
    void aChangeOfWhatTokensNameIsRefused(String change) {
        registered();

        assertThatThrownBy(() -> update(change)).hasStackTraceContaining("cannot change");

        as(token).get("/auth/me").then().statusCode(200);
    }

    @Test
    void aSessionThatHasEndedStaysEnded() {
        update("ended_at = now()");

        assertThatThrownBy(() -> update("ended_at = null")).hasStackTraceContaining("cannot be opened again");
        assertThatThrownBy(() -> update("ended_at = null, expires_at = now() + interval '1 year'"))
                .hasStackTraceContaining("cannot be opened again");

        as(token).get("/auth/me").then().statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete from revoked_sessions where status_index = %d",
                "delete from revoked_sessions",
                "update revoked_sessions set until = now() where status_index = %d",
                "update revoked_sessions set until = until - interval '1 second'",
                "update revoked_sessions set until = '-infinity'",
                "update revoked_sessions set status_index = -status_index - 1 where status_index = %d",
                "insert into revoked_sessions values (%d, now()) on conflict (status_index) do update set until = excluded.until",
            })
    void aBitStaysUntilTheLastTokenHasExpired(String change) {
        update("ended_at = now()");

        assertThatThrownBy(() -> database.run(change.formatted(index)))
                .hasStackTraceContaining("stays in the status list");

        assertThat(isRevoked()).isTrue();
    }

    @Test
    void aBitCanBeSetByHandAndKeptForLonger() {
        database.run("insert into revoked_sessions values (?, now() + interval '1 day')", index);
        database.run("update revoked_sessions set until = until + interval '1 day' where status_index = ?", index);

        assertThat(isRevoked()).isTrue();
    }

    @Test
    void whatLeavesNoTokenBehindIsNoEnd() {
        update("expires_at = tokens_end_at + interval '1 second'");
        update("expires_at = expires_at + interval '1 day'");
        update("tokens_end_at = tokens_end_at + interval '1 second', refreshed_at = now()");
        // a fail-over to a server whose clock is behind, then a refresh
        update("generation = generation + 1, refreshed_at = refreshed_at - interval '2 seconds'");

        assertThat(isRevoked()).isFalse();
        as(token).get("/auth/me").then().statusCode(200);
    }

    @Test
    void aWebhookIsToldOfASessionThatIsCutShort() {
        UUID endpoint = UUID.randomUUID();
        database.run(
                "insert into webhook_endpoints values (?, 'https://hook.example', '{session.revoked}', '\\x00', '', now())",
                endpoint);
        try {
            update("expires_at = now()");

            assertThat(database.texts("select session_id from webhook_deliveries where endpoint_id = ?", endpoint))
                    .containsExactly(session.toString());
        } finally {
            database.run("delete from webhook_endpoints where id = ?", endpoint);
        }
    }

    /** Settings that a superuser or another role might have made for a session, a role or a database. */
    static List<String> settings() {
        return List.of(
                "set transaction isolation level repeatable read",
                "set transaction isolation level serializable",
                "set local search_path = ''",
                "set local search_path = pg_temp, public",
                "set local timezone = 'Pacific/Kiritimati'",
                "set local datestyle = 'ISO, DMY'",
                "set local intervalstyle = 'sql_standard'",
                "set local row_security = off",
                "set local standard_conforming_strings = off",
                "set local bytea_output = 'escape'",
                "set local transform_null_equals = on");
    }

    @ParameterizedTest
    @MethodSource("settings")
    void noSettingOfTheSqlSessionChangesWhatATriggerDoes(String setting) {
        List<String> statements = new ArrayList<>(List.of(setting));
        if (setting.contains("pg_temp")) {
            statements.add(
                    "create temp table revoked_sessions (like public.revoked_sessions including all) on commit drop");
            statements.add("create temp table users (like public.users) on commit drop");
            statements.add("create temp table sessions (like public.sessions) on commit drop");
            statements.add("create function pg_temp.revoke_session() returns trigger language plpgsql as"
                    + " 'begin return null; end'");
        }
        statements.add("update public.users set status = 'DISABLED' where username = '" + name + "'");

        database.transaction(statements.toArray(String[]::new));

        assertThat(isRevoked()).isTrue();
    }

    @Test
    void everyFunctionOfOursNamesTheSchemaItLooksIn() {
        assertThat(database.texts("select proname from pg_proc where pronamespace = 'public'::regnamespace"
                        + " and not coalesce(proconfig, '{}') @> array['search_path=public, pg_temp']"
                        + " and not exists (select from pg_depend d where d.objid = pg_proc.oid and d.deptype = 'e')"))
                .isEmpty();
    }

    @Test
    void aSessionThatWasOpenedBesideADisablingAtRepeatableReadIsEndedByTheNextTidying() {
        database.transaction(
                "set transaction isolation level repeatable read",
                // what the transaction does not see: a session whose login was committed after its snapshot
                "set local session_replication_role = replica",
                "update users set status = 'DISABLED' where username = '" + name + "'");
        assertThat(isRevoked()).isFalse();

        cleanup.tidy();

        assertThat(isRevoked()).isTrue();
    }

    @Test
    void noTriggerRunsBeforeAnUpdateWhichWouldCostARefreshALockOfItsRow() {
        assertThat(database.texts("select tgname from pg_trigger where tgrelid = 'sessions'::regclass"
                        + " and not tgisinternal and tgtype & 2 <> 0 and tgtype & 16 <> 0"))
                .isEmpty();
    }

    private void update(String change) {
        assertThat(database.run("update sessions set " + change + " where id = ?", session))
                .isEqualTo(1);
    }

    private boolean isRevoked() {
        return !database.texts("select 1 from revoked_sessions where status_index = ? and until > now()", index)
                .isEmpty();
    }

    private boolean isOpen() {
        return database.text("select ended_at is null from sessions where id = ?", session)
                .equals("t");
    }
}
