package dev.latchkey.account;

import static dev.latchkey.Api.PASSWORD;
import static dev.latchkey.Api.as;
import static dev.latchkey.Api.json;
import static dev.latchkey.Api.login;
import static dev.latchkey.Api.newName;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.latchkey.Database;
import dev.latchkey.LogCapture;
import dev.latchkey.user.RenewedStatistics;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests which data about a user is stored, and that none is left after the deletion. */
@QuarkusTest
@TestProfile(dev.latchkey.Throttled.class)
class PersonalDataTest {

    @Inject
    Database database;

    @Inject
    RenewedStatistics statistics;

    private String name;
    private String id;

    @BeforeEach
    void leaveTraces() {
        name = "Zq" + newName();
        id = json(Map.of(
                        "username",
                        name,
                        "password",
                        PASSWORD,
                        "email",
                        "mail-" + name + "@example.org",
                        "profile",
                        Map.of("nick", "nick-" + name)))
                .post("/auth/register")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        login(name, "not the password at all").then().statusCode(401);
    }

    @Test
    void allOfItIsExported() {
        String token = token();

        as(token)
                .get("/auth/me/export")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .header("Cache-Control", "no-store")
                .body("account.username", equalTo(name))
                .body("account.email", equalTo("mail-" + name + "@example.org"))
                .body("account.profile.nick", equalTo("nick-" + name))
                .body("account.roles", contains("user"))
                .body("status", equalTo("active"))
                .body("sessions", hasSize(1))
                .body("sessions[0].network", equalTo("127.0.0.0/24"))
                .body("events.type", hasItems("UserRegistered", "SignInRefused", "SignedIn", "AccountExported"))
                .body("events.userId.unique()", contains(id))
                .body("password", nullValue());
    }

    @Test
    void anExportWithManyPagesIsWhole() {
        database.run(
                "insert into sessions (id, user_id, created_at, amr, expires_at, ended_at) select gen_random_uuid(),"
                        + " cast(? as uuid), now(), 'pwd', now() + interval '1 hour', now() from generate_series(1, 2500)",
                id);
        database.run(
                "insert into audit_events (id, occurred_at, type, user_id) select gen_random_uuid(), now(), 'SignInRefused',"
                        + " cast(? as uuid) from generate_series(1, 2500)",
                id);

        as(token())
                .get("/auth/me/export")
                .then()
                .statusCode(200)
                .body("sessions.id.unique()", hasSize(2501))
                .body("events.id.unique()", hasSize(2504));
    }

    @Test
    void aStrangerGetsNothing() {
        given().get("/auth/me/export").then().statusCode(401);
    }

    @Test
    void nothingIsLeftOfSomebodyWhoHasLeft() {
        String token = token();
        login("mail-" + name + "@example.org", PASSWORD);
        as(token, Map.of("profile", Map.of("more", "more-" + name))).patch("/auth/me");
        database.run("do $all$ begin set local default_statistics_target = 10000; analyze users; end $all$");
        assertThat(tablesWithTraces()).contains("public.users", "pg_catalog.pg_statistic");

        try (LogCapture log = LogCapture.ofEverything()) {
            as(token, Map.of("password", PASSWORD)).delete("/auth/me").then().statusCode(204);
            statistics.now();
            login(name, PASSWORD).then().statusCode(401);
            as(token).get("/auth/me").then().statusCode(401);

            assertThat(tablesWithTraces()).isEmpty();
            assertThat(log.text()).isNotEmpty().doesNotContainIgnoringCase(name);
        }
        assertThat(database.texts("select type from audit_events where user_id = cast(? as uuid)", id))
                .contains("UserRegistered", "AccountDeleted");
    }

    private String token() {
        return login(name, PASSWORD).then().statusCode(200).extract().path("token");
    }

    /** Reads all columns of all tables of all schemas as text; binary columns are in hexadecimal then. */
    private List<String> tablesWithTraces() {
        String plain = name.toLowerCase(java.util.Locale.ROOT);
        String hex = hex(name) + "|" + hex(plain);
        return database
                .texts("select format('%I.%I', table_schema, table_name) from information_schema.tables"
                        + " where table_type = 'BASE TABLE' order by 1")
                .stream()
                .filter(table -> !database.texts(
                                "select 1 from " + table + " t where t::text ilike ? or t::text ~ ? limit 1",
                                "%" + plain + "%",
                                hex)
                        .isEmpty())
                .toList();
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }
}
