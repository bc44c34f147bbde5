package dev.latchkey.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.Database;
import dev.latchkey.database.Retry;
import dev.latchkey.session.RefreshTokens.Presented;
import dev.latchkey.session.Rotation.Rotated;
import dev.latchkey.token.StatusReferences;
import dev.latchkey.token.TokenConfig;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.ConfigProvider;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Migrates a database of the previous version (V20) with its data; the tokens that this version has issued stay valid. */
@QuarkusTest
class MigratedSessionsTest {

    private static final UUID USER = UUID.fromString("01a21310-0000-7000-8000-000000000001");

    @Inject
    Database server;

    @Inject
    Retry retry;

    @Inject
    ObjectMapper json;

    @Inject
    StatusReferences references;

    @Inject
    SessionConfig config;

    @Inject
    TokenConfig tokens;

    @Inject
    RefreshTokens refreshTokens;

    private String name;
    private DataSource database;
    private VersionBefore before;

    @BeforeEach
    void makeDatabaseOfTheVersionBefore() {
        name = "before" + System.nanoTime();
        server.run("create database " + name);
        PGSimpleDataSource other = new PGSimpleDataSource();
        other.setUrl(setting("quarkus.datasource.jdbc.url").replaceFirst("/[^/?]+(\\?|$)", "/" + name + "$1"));
        other.setUser(setting("quarkus.datasource.username"));
        other.setPassword(setting("quarkus.datasource.password"));
        database = other;
        migrate("20");
        before = new VersionBefore(database);
        run("insert into users (id, username, username_key, status, profile, version, created_at, updated_at)"
                + " values ('" + USER + "', 'Old.User', 'old.user', 'ACTIVE', '{}', 0, now(), now());"
                + " insert into user_roles values ('" + USER + "', 'user')");
    }

    @AfterEach
    void dropDatabase() {
        server.run("drop database " + name + " with (force)");
    }

    @Test
    void aSessionGoesOnWithTheRefreshTokenThatItHad() {
        UUID session = before.open(USER);
        before.move(session, 0);
        migrate("latest");

        Rotated next = rotate(session, 1);

        assertThat(next.generation()).isEqualTo(2);
        assertThat(next.moved()).isTrue();
        assertThat(next.subject().username()).isEqualTo("Old.User");
        assertThat(next.subject().roles()).containsExactly("user");
        assertThat(next.subject().session().id()).isEqualTo(session);
        assertThat(next.subject().session().amr()).containsExactly("pwd");
        assertThat(text("select created_at = '" + next.subject().session().authTime() + "' from sessions"))
                .isEqualTo("t");
        assertThat(next.subject().session().status())
                .isEqualTo(references.of(Long.parseLong(text("select status_index from sessions"))));
        assertThat(before.refresh(session, 2).orElseThrow().generation()).isEqualTo(3);
        assertThat(rotate(session, 3).generation()).isEqualTo(4);
    }

    @Test
    void eachHasTheGrantOfTheBuiltInClient() {
        UUID used = before.open(USER);
        UUID ended = before.open(USER);
        before.move(used, 0);
        before.end(ended, USER);
        migrate("latest");

        assertThat(text("select count(*) || ' ' || count(*) filter (where id = session_id and client_id = 'latchkey')"
                        + " || ' ' || count(distinct status_index) || ' ' || count(ended_at) from grants"))
                .isEqualTo("2 2 2 1");
        assertThat(text("select generation from grants where session_id = '" + used + "'"))
                .isEqualTo("1");
    }

    @Test
    void whatWasRevokedStaysRevokedAndWhatEndsNowIsRevoked() {
        UUID ended = before.open(USER);
        UUID open = before.open(USER);
        before.end(ended, USER);
        migrate("latest");

        assertThat(revoked(ended)).isEqualTo("t");
        assertThat(revoked(open)).isEqualTo("f");
        assertThat(before.end(open, USER)).isTrue();
        assertThat(revoked(open)).isEqualTo("t");
    }

    @Test
    void aGrantInASessionOfBeforeEndsWithIt() {
        UUID session = before.open(USER);
        migrate("latest");
        run("insert into client_grants (id, session_id, client_id, scope, audience, tokens_end_at) values"
                + " (gen_random_uuid(), '" + session + "', 'shop', '', '{shop}', now() + interval '1 hour')");

        before.end(session, USER);

        assertThat(text("select count(*) from revoked_sessions")).isEqualTo("2");
        assertThat(text("select count(*) from client_grants where ended_at is null"))
                .isEqualTo("0");
    }

    @Test
    void theMigrationWritesNoSession() {
        for (int i = 0; i < 3; i++) {
            before.open(USER);
        }
        String rows = text("select string_agg(xmin::text || ctid::text, ' ' order by id) from sessions");

        migrate("latest");

        assertThat(text("select string_agg(xmin::text || ctid::text, ' ' order by id) from sessions"))
                .isEqualTo(rows);
    }

    private Rotated rotate(UUID session, int generation) {
        // the token that the previous version has issued
        Presented presented = refreshTokens
                .read(refreshTokens.write(GrantId.ofSession(session), generation))
                .orElseThrow();
        return new Rotation(database, retry, json, references, config, tokens)
                .rotate(presented, GrantId.BUILT_IN_CLIENT)
                .orElseThrow();
    }

    private String revoked(UUID session) {
        return text("select exists (select from revoked_sessions r join sessions s on s.status_index = r.status_index"
                + " where s.id = '" + session + "' and r.until > now())");
    }

    private void migrate(String target) {
        Flyway.configure()
                .dataSource(database)
                .locations("filesystem:src/main/resources/db/migration")
                .target(target)
                .load()
                .migrate();
    }

    private void run(String sql) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private String text(String sql) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String setting(String name) {
        return ConfigProvider.getConfig().getValue(name, String.class);
    }
}
