package dev.latchkey.session;

import static dev.latchkey.Api.PASSWORD;
import static dev.latchkey.Api.as;
import static dev.latchkey.Api.json;
import static dev.latchkey.Api.login;
import static dev.latchkey.Api.registered;
import static dev.latchkey.Api.token;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import dev.latchkey.Database;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests what a resource server learns from the status lists with only the token, the list and the JWKS. */
@QuarkusTest
class StatusListTest {

    @Inject
    Database database;

    @Inject
    Sessions sessions;

    @Inject
    SessionCleanup cleanup;

    private String name;
    private StatusListReader reader;

    @BeforeEach
    void register() {
        name = registered();
        reader = new StatusListReader();
    }

    @Test
    void everySessionHasABitOfItsOwnThatIsNotSet() {
        String one = token(name);
        String other = token(name);

        assertThat(StatusListReader.reference(one)).isNotEqualTo(StatusListReader.reference(other));
        assertThat(reader.isRevoked(one)).isFalse();
        assertThat(reader.isRevoked(other)).isFalse();
    }

    @Test
    void theNextTokenOfASessionHasTheSameBit() {
        var answer = login(name, PASSWORD).then().extract();
        String next = json(Map.of("refreshToken", answer.path("refreshToken")))
                .post("/auth/refresh")
                .path("token");

        assertThat(StatusListReader.reference(next)).isEqualTo(StatusListReader.reference(answer.path("token")));
    }

    @Test
    void aLogoutSetsTheBitOfThatSessionOnly() {
        String stays = token(name);
        var leaves = login(name, PASSWORD).then().extract();

        json(Map.of("refreshToken", leaves.path("refreshToken")))
                .post("/auth/logout")
                .then()
                .statusCode(204);

        assertThat(reader.isRevokedSoon(leaves.path("token"))).isTrue();
        assertThat(reader.isRevoked(stays)).isFalse();
        as(leaves.<String>path("token")).get("/auth/me").then().statusCode(401);
    }

    @Test
    void soDoesANewPasswordForAllOthers() {
        String stays = token(name);
        String leaves = token(name);

        as(stays, Map.of("currentPassword", PASSWORD, "newPassword", "the pool on the roof must have a leak"))
                .put("/auth/me/password")
                .then()
                .statusCode(204);

        assertThat(reader.isRevokedSoon(leaves)).isTrue();
        assertThat(reader.isRevoked(stays)).isFalse();
    }

    @Test
    void soDoesTheEndOfTheAccount() {
        String token = token(name);

        as(token, Map.of("password", PASSWORD)).delete("/auth/me").then().statusCode(204);

        assertThat(reader.isRevokedSoon(token)).isTrue();
    }

    @Test
    void soDoesWhoeverDisablesThePersonInTheDatabase() {
        String token = token(name);

        database.run("update users set status = 'DISABLED' where username = ?", name);

        assertThat(reader.isRevokedSoon(token)).isTrue();
        assertThat(database.text(
                        "select count(*) from sessions s join users u on u.id = s.user_id where u.username = ?"
                                + " and s.ended_at is null",
                        name))
                .isEqualTo("0");
    }

    @Test
    void whatIsRolledBackIsNotRevoked() {
        String token = token(name);
        UUID user = UUID.fromString(as(token).get("/auth/me").path("id"));

        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                    sessions.endAll(user);
                    throw new IllegalStateException("on purpose");
                }))
                .hasMessage("on purpose");

        assertThat(reader.isClearedSoon(token)).isTrue();
        as(token).get("/auth/me").then().statusCode(200);
    }

    @Test
    void theBitIsClearedWhenNoTokenCanBeAliveAndNeverGivenAgain() {
        SessionRows rows = new SessionRows(database);
        String token = token(name);
        UUID session = SessionRows.of(token);
        as(token).delete("/auth/me/sessions").then().statusCode(204);
        assertThat(reader.isRevokedSoon(token)).isTrue();
        long index = Long.parseLong(rows.column("status_index", session));

        assertThat(database.runWithoutTriggers(
                        "update revoked_sessions set until = now() - interval '1 second' where status_index = ?"
                                + " and until > now() + interval '1 hour'",
                        index))
                .isEqualTo(1);
        assertThat(reader.isClearedSoon(token)).isTrue();
        database.run("update sessions set ended_at = now() - interval '1 second' where id = ?", session);
        cleanup.tidy();

        assertThat(database.texts("select status_index from revoked_sessions where status_index = ?", index))
                .isEmpty();
        UUID later = SessionRows.of(token(name));
        assertThat(Long.parseLong(rows.column("status_index", later))).isGreaterThan(index);
    }

    @Test
    void aListIsSignedAndSaysHowLongItMayBeCached() throws Exception {
        ExtractableResponse<Response> answer = given().get("/auth/status-lists/0")
                .then()
                .statusCode(200)
                .contentType("application/statuslist+jwt")
                .header("Cache-Control", "public, max-age=9, s-maxage=0")
                .extract();
        JwtClaims claims = StatusListReader.verified(answer.asString());

        assertThat(claims.getSubject()).isEqualTo("http://localhost:8081/auth/status-lists/0");
        assertThat(claims.getClaimValue("ttl", Long.class)).isEqualTo(9);
        assertThat(claims.getExpirationTime().getValue() - claims.getIssuedAt().getValue())
                .isEqualTo(270);
    }

    @Test
    void whoeverHasItIsToldSo() {
        String tag = given().get("/auth/status-lists/0").header("ETag");

        assertThat(tag).matches("\"[0-9a-f]{32}\"");
        given().header("If-None-Match", tag)
                .get("/auth/status-lists/0")
                .then()
                .statusCode(304)
                .header("ETag", tag)
                .body(equalTo(""));
        given().header("If-Match", "\"another\"")
                .get("/auth/status-lists/0")
                .then()
                .statusCode(412)
                .body("code", equalTo("precondition_failed"));
        given().header("Accept", "text/html").get("/auth/status-lists/0").then().statusCode(406);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "999999999999", "9999999999999", "-1", "x", "0x0", "", "%00", "0/0"})
    void aListOfNobodyIsNotThere(String list) {
        given().get("/auth/status-lists/" + list).then().statusCode(404).body("code", equalTo("not_found"));
    }
}
