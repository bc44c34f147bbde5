package dev.latchkey.auth;

import static dev.latchkey.Api.PASSWORD;
import static dev.latchkey.Api.json;
import static dev.latchkey.Api.newName;
import static dev.latchkey.Api.register;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** F9: the rules that a form gets in advance are those that are applied to its input. */
@QuarkusTest
class RulesTest {

    @Test
    @DisplayName("F9: the rules are public, may be cached and are not sent twice")
    void theRulesMayBeCached() {
        String tag = given().get("/auth/rules")
                .then()
                .statusCode(200)
                .header("Cache-Control", "public, max-age=300")
                .body("password.min", equalTo(8))
                .extract()
                .header("ETag");

        given().header("If-None-Match", tag).get("/auth/rules").then().statusCode(304);
    }

    @Test
    @DisplayName("F9: a name of the least and of the most characters is taken, and of one less and one more refused")
    void theNumbersOfANameAreTrue() {
        int min = rules().getInt("username.min");
        int max = rules().getInt("username.max");
        String letters = newName().replaceAll("\\D", "") + "x".repeat(max);

        register(letters.substring(0, max), PASSWORD).then().statusCode(201);
        register(letters.substring(0, max + 1), PASSWORD)
                .then()
                .statusCode(400)
                .body("violations.parameters.max", contains(max));
        register("x".repeat(min - 1), PASSWORD).then().statusCode(400).body("violations.parameters.min", contains(min));
        // the short name may already be taken
        assertThat(register("z".repeat(min), PASSWORD).statusCode()).isIn(201, 409);
        String signs = rules().getString("username.signs");
        register(newName() + signs, PASSWORD).then().statusCode(201);
        for (String other : List.of("!", "/", " ", "#")) {
            register(newName() + other, PASSWORD)
                    .then()
                    .statusCode(400)
                    .body("violations.code", contains("invalid_characters"));
        }
    }

    @Test
    @DisplayName(
            "F9: a password of the least and of the most characters is taken, in code points, and the reasons are the listed ones")
    void theNumbersOfAPasswordAreTrue() {
        int min = rules().getInt("password.min");
        int max = rules().getInt("password.max");
        List<String> reasons = rules().getList("password.refused");

        register(newName(), "жфкцщэюы".substring(0, min)).then().statusCode(201);
        register(newName(), "жфкцщэюы".substring(0, min - 1))
                .then()
                .statusCode(400)
                .body("violations.parameters.min", contains(min));
        String longest = "a raven on a desk ".repeat(max / 18 + 1).substring(0, max);
        register(newName(), longest).then().statusCode(201);
        register(newName(), longest + "x").then().statusCode(400).body("violations.parameters.max", contains(max));
        for (String guess : List.of("Password1!", "юэюэюэюэюэ", "latchkey-2026")) {
            List<String> codes =
                    register(newName(), guess).then().statusCode(400).extract().path("violations.code");
            assertThat(reasons).containsAll(codes);
        }
        assertThat(reasons).hasSize(3);
    }

    @Test
    @DisplayName("F9: the numbers of an address and of a profile are those of their violations")
    void theOtherNumbersAreTrue() {
        json(Map.of("username", newName(), "password", PASSWORD, "email", "a@" + "b".repeat(300)))
                .post("/auth/register")
                .then()
                .body("violations.parameters.max", hasItem(rules().getInt("email.max")));
        json(Map.of("username", newName(), "password", PASSWORD, "profile", Map.of("a", "b".repeat(5000))))
                .post("/auth/register")
                .then()
                .body("violations.parameters.max", hasItem(rules().getInt("profile.maxBytes")));
    }

    private static JsonPath rules() {
        return given().get("/auth/rules").then().statusCode(200).extract().jsonPath();
    }
}
