package dev.latchkey.platform;

import static dev.latchkey.Api.json;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.latchkey.Configured;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which pages may call. That no origin is allowed by default is in {@code ProblemsTest}. */
@QuarkusTest
@TestProfile(Configured.class)
class CorsTest {

    private static final String LISTED = "https://app.example.org";

    @Test
    void aListedOriginMayCallAndRead() {
        given().header("Origin", LISTED)
                .header("Access-Control-Request-Method", "PUT")
                .header("Access-Control-Request-Headers", "authorization,content-type")
                .options("/auth/me/password")
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", LISTED)
                .header("Access-Control-Allow-Methods", containsString("PUT"))
                .header("Access-Control-Allow-Headers", containsString("authorization"));
        json(Map.of("username", "nobody", "password", "x"))
                .header("Origin", LISTED)
                .post("/auth/login")
                .then()
                .statusCode(401)
                .header("Access-Control-Allow-Origin", LISTED);
    }

    @Test
    void theServicesOwnOriginMayCall() {
        given().header("Origin", "http://localhost:8081")
                .get("/.well-known/jwks.json")
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "http://app.example.org",
                "https://app.example.org:8443",
                "https://app.example.org.evil.example",
                "https://APP.example.org/",
                "null"
            })
    void everyOtherOriginIsRefused(String origin) {
        json(Map.of("username", "nobody", "password", "x"))
                .header("Origin", origin)
                .post("/auth/login")
                .then()
                .statusCode(403)
                .header("Access-Control-Allow-Origin", nullValue())
                .body("code", equalTo("cross_origin"));
    }
}
