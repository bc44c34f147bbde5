package dev.latchkey.session;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests requests that are not a valid refresh. */
@QuarkusTest
class RefreshRequestTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"refreshToken\": null}", "{\"refreshToken\": \"\"}", "{\"refreshToken\": \"lk1.x\"}"})
    void isRefusedWithoutAToken(String body) {
        given().contentType("application/json")
                .body(body)
                .post("/auth/refresh")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer")
                .body("code", equalTo("invalid_refresh_token"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{\"refreshToken\": 1}",
                "{\"refreshToken\": [\"a\"]}",
                "{\"token\": \"a\"}",
                "\"lk1\"",
                "{"
            })
    void isToldWhatIsWrongWithARequest(String body) {
        for (String path : new String[] {"/auth/refresh", "/auth/logout"}) {
            given().contentType("application/json").body(body).post(path).then().statusCode(400);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "0", "\"BODY\"", "\"\"", "[]", "true"})
    void aTransportThatThereIsNotIsRefused(String transport) {
        given().contentType("application/json")
                .body("{\"username\": \"nobody\", \"password\": \"whatever it is\", \"transport\": " + transport + "}")
                .post("/auth/login")
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("transport"));
    }
}
