package dev.latchkey.signin;

import static dev.latchkey.Api.PASSWORD;
import static dev.latchkey.Api.as;
import static dev.latchkey.Api.json;
import static dev.latchkey.Api.login;
import static dev.latchkey.Api.registered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.latchkey.Database;
import dev.latchkey.Throttled;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A method that is unknown to the main code ({@link CodeSignIn}) uses the real capacity, throttle, completion, session, device token and
 * audit.
 */
@QuarkusTest
@TestProfile(Throttled.class)
class SecondMethodTest {

    @Inject
    Database database;

    private String name;

    @BeforeEach
    void register() {
        database.run("delete from throttle");
        name = registered();
    }

    @AfterEach
    void letNothingHappen() {
        CodeSignInResource.meanwhile = () -> {};
    }

    @Test
    void opensASessionWhoseTokensSayHowItBegan() {
        Response answer =
                byCode(CodeSignIn.CODE).then().statusCode(200).extract().response();

        JsonObject claims = claims(answer.path("token"));
        assertThat(claims.getString("upn")).isEqualTo(name);
        assertThat(claims.getJsonArray("amr")).containsExactly("otp");
        as(answer.path("token")).get("/auth/me").then().statusCode(200).body("username", equalTo(name));
        String refreshed = json(Map.of("refreshToken", answer.path("refreshToken")))
                .post("/auth/refresh")
                .then()
                .statusCode(200)
                .extract()
                .path("token");
        assertThat(claims(refreshed).getJsonArray("amr")).containsExactly("otp");
        assertThat(events("SignedIn")).isEqualTo(1);
    }

    @Test
    void makesTheDeviceKnownForEveryMethod() {
        String device = byCode(CodeSignIn.CODE).then().statusCode(200).extract().path("deviceToken");

        json(Map.of("username", name, "password", "wrong"))
                .header("X-Latchkey-Device", device)
                .post("/auth/login")
                .then()
                .statusCode(401)
                .header("RateLimit", containsString("login-device"));
    }

    @Test
    void sharesItsBudgetWithThePassword() {
        for (int guess = 0; guess < 5; guess++) {
            byCode("000000").then().statusCode(401).body("code", equalTo("invalid_credentials"));
            login(name, "wrong").then().statusCode(401);
        }

        byCode(CodeSignIn.CODE).then().statusCode(429);
        login(name, PASSWORD).then().statusCode(429);
        assertThat(events("SignInRefused")).isEqualTo(10);
    }

    @Test
    void aRightProofGivesItsAttemptBack() {
        for (int signIn = 0; signIn < 15; signIn++) {
            byCode(CodeSignIn.CODE).then().statusCode(200);
        }
    }

    @Test
    void isRefusedIfTheUserIsDisabledWhileItCompares() {
        CodeSignInResource.meanwhile =
                () -> database.run("update users set status = 'DISABLED' where username = ?", name);

        byCode(CodeSignIn.CODE).then().statusCode(401).body("code", equalTo("invalid_credentials"));

        assertThat(events("SignedIn")).isZero();
        assertThat(events("SignInRefused")).isEqualTo(1);
    }

    @Test
    void anUnknownNameIsRefusedLikeAWrongCode() {
        name = "no-such-" + name;

        byCode(CodeSignIn.CODE).then().statusCode(401).body("code", equalTo("invalid_credentials"));
    }

    private Response byCode(String code) {
        return json(Map.of("name", name, "code", code)).post("/test/sign-in-by-code");
    }

    private long events(String type) {
        return Long.parseLong(database.text(
                "select count(*) from audit_events e join users u on u.id = e.user_id where u.username = ? and e.type = ?",
                name,
                type));
    }

    private static JsonObject claims(String token) {
        byte[] payload = Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
        return new JsonObject(new String(payload, StandardCharsets.UTF_8));
    }
}
