package dev.latchkey.account;

import static dev.latchkey.Api.PASSWORD;
import static dev.latchkey.Api.as;
import static dev.latchkey.Api.login;
import static dev.latchkey.Api.registered;
import static dev.latchkey.Api.token;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.latchkey.Database;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AccountTest {

    private static final String NEW_PASSWORD = "the pool on the roof must have a leak";

    @Inject
    Database database;

    @Nested
    class AStranger {

        @Test
        void isAskedForAToken() {
            given().get("/auth/me")
                    .then()
                    .statusCode(401)
                    .header("WWW-Authenticate", "Bearer")
                    .body("code", equalTo("authentication_required"));
        }

        @Test
        void doesNotGetInWithAnythingElse() {
            as("rubbish").get("/auth/me").then().statusCode(401).body("code", equalTo("invalid_token"));
            given().auth()
                    .preemptive()
                    .basic("alice", PASSWORD)
                    .get("/auth/me")
                    .then()
                    .statusCode(401);
        }
    }

    @Nested
    class ASignedInPerson {

        private String name;
        private String token;

        @BeforeEach
        void signIn() {
            name = registered();
            token = token(name);
        }

        @Test
        void seesTheAccount() {
            as(token)
                    .get("/auth/me")
                    .then()
                    .statusCode(200)
                    .body("username", equalTo(name))
                    .header("Cache-Control", "no-store");
        }

        @Test
        void changesTheProfileMemberByMember() {
            patch("{\"profile\": {\"favoriteColor\": \"blue\", \"a\": {\"b\": 1}}}")
                    .statusCode(200);
            patch("{\"profile\": {\"a\": {\"c\": 2}, \"favoriteColor\": null}}")
                    .statusCode(200)
                    .body("profile", not(hasKey("favoriteColor")))
                    .body("profile.a.b", equalTo(1))
                    .body("profile.a.c", equalTo(2));
        }

        @Test
        void changesAndRemovesTheAddress() {
            patch("{\"email\": \"one@example.org\"}").statusCode(200).body("email", equalTo("one@example.org"));
            database.run("update users set email_verified_at = now() where username = ?", name);
            // the same address in another case is another address
            patch("{\"email\": \"ONE@example.org\"}").statusCode(200).body("emailVerified", equalTo(false));
            patch("{}").statusCode(200).body("email", equalTo("ONE@example.org"));
            patch("{\"email\": \"two@example.org\"}").statusCode(200).body("emailVerified", equalTo(false));
            patch("{\"email\": null}").statusCode(200).body("email", nullValue());
        }

        @Test
        void isToldWhatIsWrongWithAChange() {
            patch("{\"email\": \"nobody\"}").statusCode(400).body("violations.field", contains("email"));
            patch("{\"email\": \"\"}")
                    .statusCode(400)
                    .body("violations.message", contains("must be an e-mail address"));
            patch("{\"email\": \"a\\u202eb@example.org\"}").statusCode(400);
            patch("{\"username\": \"root\"}").statusCode(400).body("violations.field", contains("username"));
            patch("{\"profile\": null, \"roles\": [\"admin\"]}").statusCode(400);
            patch("[]").statusCode(400);
        }

        @Test
        void changesThePasswordAndKeepsThisSessionOnly() {
            String other = token(name);

            changePassword(PASSWORD, NEW_PASSWORD).statusCode(204);

            as(token).get("/auth/me").then().statusCode(200);
            as(other).get("/auth/me").then().statusCode(401).body("code", equalTo("invalid_token"));
            login(name, PASSWORD).then().statusCode(401);
            login(name, NEW_PASSWORD).then().statusCode(200);
        }

        @Test
        void changesNothingWithoutThePresentPassword() {
            changePassword("not the password", NEW_PASSWORD).statusCode(403).body("code", equalTo("wrong_password"));
            changePassword(PASSWORD, "short").statusCode(400).body("violations.field", contains("newPassword"));
            changePassword(PASSWORD, name).statusCode(400);

            login(name, PASSWORD).then().statusCode(200);
        }

        @Test
        void deletesTheAccountWithThePasswordOnly() {
            as(token, Map.of("password", "not the password"))
                    .delete("/auth/me")
                    .then()
                    .statusCode(403);
            as(token).delete("/auth/me").then().statusCode(415);

            as(token, Map.of("password", PASSWORD)).delete("/auth/me").then().statusCode(204);

            as(token).get("/auth/me").then().statusCode(401);
            login(name, PASSWORD).then().statusCode(401);
            assertThat(database.text("select count(*) from users where username = ?", name))
                    .isEqualTo("0");
        }

        @Test
        void isOutWhenDisabled() {
            database.run("update users set status = 'DISABLED' where username = ?", name);

            as(token).get("/auth/me").then().statusCode(401).body("code", equalTo("invalid_token"));
            patch("{\"profile\": {\"a\": 1}}").statusCode(401);
            changePassword(PASSWORD, NEW_PASSWORD).statusCode(401);
            as(token, Map.of("password", PASSWORD)).delete("/auth/me").then().statusCode(401);
        }

        @Test
        void isOutWhenTheSessionIsOver() {
            database.run(
                    "update sessions set created_at = now() - interval '31 days', expires_at = now() - interval '1 day'"
                            + " where user_id = (select id from users where username = ?)",
                    name);

            as(token).get("/auth/me").then().statusCode(401);
        }

        private ValidatableResponse patch(String body) {
            return as(token)
                    .contentType(ContentType.JSON)
                    .body(body)
                    .patch("/auth/me")
                    .then();
        }

        private ValidatableResponse changePassword(String current, String next) {
            return as(token, Map.of("currentPassword", current, "newPassword", next))
                    .put("/auth/me/password")
                    .then();
        }
    }
}
