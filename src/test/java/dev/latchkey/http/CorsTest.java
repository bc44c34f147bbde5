package dev.latchkey.http;

import static dev.latchkey.Api.json;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.latchkey.Configured;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which pages may call the service. {@code ProblemsTest} shows that no origin is allowed by default. */
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
                .get("/auth/me")
                .then()
                .statusCode(401)
                .header("Access-Control-Allow-Origin", "http://localhost:8081");
    }

    /** D4: an operator may write an origin in another form than a browser sends it. */
    @ParameterizedTest
    @ValueSource(strings = {"https://shop.example.org", "http://localhost:3001", "https://xn--bcher-kva.example"})
    void d4AnOriginIsKnownHoweverItIsWritten(String origin) {
        given().header("Origin", origin)
                .get("/auth/me")
                .then()
                .statusCode(401)
                .header("Access-Control-Allow-Origin", origin)
                .header("Access-Control-Allow-Credentials", "true");
    }

    /** D7: a cache must not serve the response of one page to the next. */
    @ParameterizedTest
    @ValueSource(strings = {"/auth/me", "/nope", "/admin/users", "/auth//me", "/auth/login"})
    void d7EveryAnswerThatCouldDifferSaysSo(String path) {
        given().get(path).then().header("Vary", "Origin").header("Access-Control-Allow-Origin", nullValue());
        given().header("Origin", LISTED)
                .get(path)
                .then()
                .header("Vary", "Origin")
                .header("Access-Control-Allow-Origin", LISTED);
        given().header("Origin", "https://evil.example")
                .get(path)
                .then()
                .header("Vary", "Origin")
                .header("Access-Control-Allow-Origin", nullValue());
    }

    /** The path of a document that does not exist is no document. */
    @ParameterizedTest
    @ValueSource(strings = {"/.well-known/security.txt", "/auth/status-lists/x", "/latchkey-abc.js", "/auth/rules/"})
    void whatIsNoDocumentIsNotForEveryOrigin(String path) {
        given().urlEncodingEnabled(false)
                .get(path)
                .then()
                .statusCode(404)
                .header("Access-Control-Allow-Origin", nullValue());
    }

    /** D7 and F4: keys, metadata, status lists and the browser client are the same for all callers. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/.well-known/jwks.json",
                "/.well-known/openid-configuration",
                "/.well-known/oauth-authorization-server",
                "/auth/status-lists/0",
                "/auth/rules",
                "/latchkey.js"
            })
    void d7PublicDocumentsAreForEveryOrigin(String path) {
        for (String origin : List.of(LISTED, "https://other.example", "http://localhost:5173", "null")) {
            given().header("Origin", origin)
                    .get(path)
                    .then()
                    .statusCode(200)
                    .header("Access-Control-Allow-Origin", "*")
                    .header("Access-Control-Allow-Credentials", nullValue());
            given().header("Origin", origin)
                    .header("Access-Control-Request-Method", "GET")
                    .header("Access-Control-Request-Headers", "if-none-match")
                    .options(path)
                    .then()
                    .statusCode(200)
                    .header("Access-Control-Allow-Origin", "*")
                    .header("Access-Control-Allow-Headers", containsString("if-none-match"));
        }
        String tag = given().get(path)
                .then()
                .header("Access-Control-Allow-Origin", "*")
                .extract()
                .header("ETag");
        given().header("If-None-Match", tag)
                .get(path)
                .then()
                .statusCode(304)
                .header("Access-Control-Allow-Origin", "*");
        given().header("Origin", "https://evil.example").post(path).then().statusCode(403);
    }

    /** F3: allowed in dev mode only. */
    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:5173", "http://127.0.0.1:3000"})
    void f3PagesOfThisMachineAreForeignUnlessListed(String origin) {
        given().header("Origin", origin).get("/auth/me").then().statusCode(403).body("code", equalTo("cross_origin"));
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
