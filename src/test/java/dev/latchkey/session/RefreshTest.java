package dev.latchkey.session;

import static dev.latchkey.Api.PASSWORD;
import static dev.latchkey.Api.as;
import static dev.latchkey.Api.json;
import static dev.latchkey.Api.login;
import static dev.latchkey.Api.registered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;

import dev.latchkey.Database;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests refreshing by a front end that stores its refresh token itself. */
@QuarkusTest
class RefreshTest {

    @Inject
    Database database;

    private SessionRows rows;
    private String name;
    private String token;
    private String first;
    private UUID session;

    @BeforeEach
    void signIn() {
        rows = new SessionRows(database);
        name = registered();
        var answer = login(name, PASSWORD).then().statusCode(200).extract();
        token = answer.path("token");
        first = answer.path("refreshToken");
        session = SessionRows.of(token);
    }

    @Test
    void givesTheNextTokensOfTheSameSession() {
        ValidatableResponse answer = refresh(first)
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("$", not(hasKey("message")))
                .body("tokenType", equalTo("Bearer"))
                .body("expiresIn", lessThanOrEqualTo(3600))
                .body("refreshToken", not(equalTo(first)));
        String next = answer.extract().path("token");

        assertThat(SessionRows.of(next)).isEqualTo(session);
        refresh(answer.extract().path("refreshToken")).statusCode(200);
    }

    @Test
    void givesTheSameSuccessorAgainForAMoment() {
        String successor = next(first);

        assertThat(next(first)).isEqualTo(successor);
        rows.age(session, 25);
        assertThat(next(first)).isEqualTo(successor);
        assertThat(rows.column("generation", session)).isEqualTo("1");
        assertThat(rows.audited(session)).isEmpty();
    }

    @Test
    void doesNotStretchThatMomentByAskingAgain() {
        next(first);
        rows.age(session, 20);
        String moved = rows.column("refreshed_at", session);
        next(first);
        assertThat(rows.column("refreshed_at", session)).isEqualTo(moved);
        rows.age(session, 20);

        refresh(first).statusCode(401);
    }

    @Test
    void remembersHowLongItsAccessTokensLive() {
        rows.age(session, 86_400);

        next(first);

        assertThat(rows.column(
                        "tokens_end_at between now() + interval '59 minutes' and now() + interval '61 minutes'",
                        session))
                .isEqualTo("t");
    }

    @Test
    void isForPeopleWhoMaySignInEvenIfNobodyEndedTheirSessions() {
        database.run("alter table users disable trigger users_disable");
        try {
            database.run("update users set status = 'DISABLED' where username = ?", name);
            refresh(first).statusCode(401);
        } finally {
            database.run("alter table users enable trigger users_disable");
        }
    }

    @Test
    void endsTheSessionWhenAnOldTokenComesBack() {
        String successor = next(first);
        rows.age(session, 31);

        refresh(first).statusCode(401).body("code", equalTo("invalid_refresh_token"));

        refresh(successor).statusCode(401).body("code", equalTo("invalid_refresh_token"));
        as(token).get("/auth/me").then().statusCode(401).body("code", equalTo("invalid_token"));
        assertThat(rows.audited(session)).isEqualTo("RefreshTokenReused");
        // the session is already over, so a second reuse writes no audit event
        refresh(first).statusCode(401);
        assertThat(rows.audited(session)).isEqualTo("RefreshTokenReused");
    }

    @Test
    void endsTheSessionForTheTokenBeforeTheLastEvenAtOnce() {
        next(next(first));

        refresh(first).statusCode(401);

        assertThat(rows.audited(session)).isEqualTo("RefreshTokenReused");
    }

    @Test
    void followsATokenThatTheDatabaseHasForgotten() {
        String second = next(first);
        String third = next(second);
        // a fail-over that lost the last commits
        database.run("update sessions set generation = 0 where id = ?", session);

        String fourth = next(third);

        assertThat(rows.column("generation", session)).isEqualTo("3");
        refresh(fourth).statusCode(200);
    }

    @Test
    void neverMakesTheSessionLongerThanItWasToBe() {
        String end = rows.column("expires_at", session);
        rows.age(session, 3600);
        next(first);
        assertThat(rows.column("expires_at + interval '1 hour'", session)).isEqualTo(end);

        rows.age(session, 29 * 86_400);
        database.run("update sessions set refreshed_at = now() where id = ?", session);
        database.runWithoutTriggers(
                "update sessions set expires_at = now() + interval '90 seconds' where id = ?", session);
        String third = next(next(first));
        refresh(third)
                .statusCode(200)
                .body("expiresIn", lessThanOrEqualTo(90))
                .body("refreshExpiresIn", lessThanOrEqualTo(90));

        rows.age(session, 91);
        refresh(third).statusCode(401);
        assertThat(rows.audited(session)).isEmpty();
    }

    @Test
    void endsAfterTwoWeeksOfSilence() {
        rows.age(session, 13 * 86_400);
        String next = next(first);
        rows.age(session, 14 * 86_400 + 1);

        refresh(next).statusCode(401);

        assertThat(rows.audited(session)).isEmpty();
    }

    @Test
    void tellsWhoThePersonIsNow() {
        database.run(
                "insert into user_roles (user_id, role_name) select id, 'admin' from users where username = ?", name);

        String next = refresh(first).statusCode(200).extract().path("token");

        String claims = next.substring(next.indexOf('.') + 1, next.lastIndexOf('.'));
        assertThat(new String(Base64.getUrlDecoder().decode(claims), StandardCharsets.UTF_8))
                .contains("admin")
                .contains("\"permissions\":[\"account:read\"");
    }

    @Test
    void isOverForADisabledPersonAndStaysSo() {
        database.run("update users set status = 'DISABLED' where username = ?", name);
        refresh(first).statusCode(401).body("code", equalTo("invalid_refresh_token"));

        database.run("update users set status = 'ACTIVE' where username = ?", name);
        refresh(first).statusCode(401);
    }

    @Test
    void isOverForWhoeverIsGone() {
        as(token, Map.of("password", PASSWORD)).delete("/auth/me").then().statusCode(204);

        refresh(first).statusCode(401).body("code", equalTo("invalid_refresh_token"));
    }

    @Test
    void anAccessTokenIsNoRefreshTokenAndTheOtherWayRound() {
        refresh(token).statusCode(401).body("code", equalTo("invalid_refresh_token"));
        as(first).get("/auth/me").then().statusCode(401).body("code", equalTo("invalid_token"));
    }

    private static ValidatableResponse refresh(String refreshToken) {
        return json(Map.of("refreshToken", refreshToken)).post("/auth/refresh").then();
    }

    private static String next(String refreshToken) {
        return refresh(refreshToken).statusCode(200).extract().path("refreshToken");
    }
}
