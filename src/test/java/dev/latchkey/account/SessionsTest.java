package dev.latchkey.account;

import static dev.latchkey.Api.PASSWORD;
import static dev.latchkey.Api.as;
import static dev.latchkey.Api.json;
import static dev.latchkey.Api.registered;
import static dev.latchkey.Api.token;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import dev.latchkey.Database;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the devices of a user. */
@QuarkusTest
class SessionsTest {

    @Inject
    Database database;

    @TestHTTPResource
    URI base;

    private String name;
    private String phone;
    private String laptop;

    @BeforeEach
    void signInTwice() {
        name = registered();
        phone = from("A Phone/1.0");
        laptop = from("A Laptop/2.0 " + "x".repeat(300));
    }

    @Test
    void areListedTheLastUsedFirst() {
        as(laptop)
                .get("/auth/me/sessions")
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("sessions", hasSize(2))
                .body("sessions.current", contains(true, false))
                .body("sessions.network", contains("127.0.0.0/24", "127.0.0.0/24"))
                .body("sessions[1].userAgent", equalTo("A Phone/1.0"))
                .body("sessions[0].userAgent.length()", equalTo(256))
                .body("sessions[0].lastUsedAt", matchesPattern("20.*Z"))
                .body("sessions[0].createdAt", matchesPattern("20.*Z"))
                .body("sessions[0].expiresAt", matchesPattern("20.*Z"));
    }

    @Test
    void areListedAlsoWhenTheySayNothingOfThemselves() {
        String silent = from("");

        as(silent).get("/auth/me/sessions").then().statusCode(200).body("sessions[0].userAgent", nullValue());
    }

    @Test
    void areNoLongerListedWhenTheyAreIdleOrOver() {
        database.run(
                "update sessions set refreshed_at = now() - interval '15 days' where user_agent like 'A Phone%' and user_id ="
                        + " (select id from users where username = ?)",
                name);

        as(laptop).get("/auth/me/sessions").then().body("sessions", hasSize(1));
    }

    @Test
    void canBeEndedOneByOne() {
        String id = id(phone);

        as(laptop).delete("/auth/me/sessions/" + id).then().statusCode(204);

        as(phone).get("/auth/me").then().statusCode(401).body("code", equalTo("invalid_token"));
        as(laptop).get("/auth/me").then().statusCode(200);
        as(laptop).delete("/auth/me/sessions/" + id).then().statusCode(404).body("code", equalTo("not_found"));
        assertThat(audited()).containsExactly("SessionEnded");
    }

    @Test
    void canEndThemselves() {
        as(phone).delete("/auth/me/sessions/" + id(phone)).then().statusCode(204);

        as(phone).get("/auth/me").then().statusCode(401);
    }

    @Test
    void canAllBeEndedButThePresentOne() {
        as(laptop).delete("/auth/me/sessions?keep=current").then().statusCode(204);

        as(phone).get("/auth/me").then().statusCode(401);
        as(laptop).get("/auth/me").then().statusCode(200);
        assertThat(audited()).containsExactly("OtherSessionsEnded");
    }

    @Test
    void canAllBeEnded() {
        as(laptop).delete("/auth/me/sessions").then().statusCode(204);

        as(phone).get("/auth/me").then().statusCode(401);
        as(laptop).get("/auth/me").then().statusCode(401);
        assertThat(audited()).containsExactly("AllSessionsEnded");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "keep",
                "keep=",
                "keep=all",
                "keep=CURRENT",
                "keep=%63urrent%00",
                "kept=current",
                "keep=current&x"
            })
    void areNotEndedByACallThatIsNotUnderstood(String query) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(base.resolve("/auth/me/sessions?" + query))
                .header("Authorization", "Bearer " + laptop)
                .DELETE()
                .build();

        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"field\":\"keep\"");
        as(laptop).get("/auth/me").then().statusCode(200);
    }

    @Test
    void ofOthersAreNotThere() {
        String stranger = token(registered());

        as(stranger).delete("/auth/me/sessions/" + id(phone)).then().statusCode(404);
        as(stranger).get("/auth/me/sessions").then().body("sessions", hasSize(1));

        as(phone).get("/auth/me").then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "rubbish", "%00", "🔑", "00000000-0000-0000-0000-000000000000"})
    void thatCannotBeAreNotFound(String id) {
        as(laptop).delete("/auth/me/sessions/" + id).then().statusCode(404).body("code", equalTo("not_found"));
    }

    @Test
    void areNobodyElsesBusiness() {
        given().get("/auth/me/sessions").then().statusCode(401).body("code", equalTo("authentication_required"));
        given().delete("/auth/me/sessions").then().statusCode(401);
        given().delete("/auth/me/sessions/" + id(phone)).then().statusCode(401);
    }

    private List<String> audited() {
        return database.texts(
                "select type from audit_events where user_id = (select id from users where username = ?)"
                        + " and type like '%Ended'",
                name);
    }

    private String from(String userAgent) {
        return json(Map.of("username", name, "password", PASSWORD))
                .header("User-Agent", userAgent)
                .post("/auth/login")
                .path("token");
    }

    private static String id(String token) {
        return as(token).get("/auth/me/sessions").path("sessions.find { it.current }.id");
    }
}
