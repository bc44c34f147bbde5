package dev.latchkey.problem;

import static dev.latchkey.Api.json;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every error has the same form, regardless of its cause and of the layer that detects it. */
@QuarkusTest
class ProblemsTest {

    private static final String LOGIN = "/auth/login";

    /** Sends a form exactly as written here. */
    private static final RestAssuredConfig AS_IS = RestAssuredConfig.config()
            .encoderConfig(EncoderConfig.encoderConfig()
                    .encodeContentTypeAs("application/x-www-form-urlencoded", ContentType.TEXT)
                    .encodeContentTypeAs("*/*", ContentType.TEXT)
                    .encodeContentTypeAs("application/*", ContentType.TEXT)
                    .encodeContentTypeAs("rubbish", ContentType.TEXT));

    @Test
    void nothingIsAtAnUnknownPath() {
        expect(given().get("/nope"), 404, "not_found");
        expect(given().get("/auth/nope"), 404, "not_found");
        expect(given().get("/q/dev"), 404, "not_found");
    }

    @Test
    void aMethodThatIsNotThereIsRefused() {
        expect(given().get(LOGIN), 405, "method_not_allowed");
        expect(given().put("/.well-known/jwks.json"), 405, "method_not_allowed");
    }

    @Test
    void onlyJsonIsAnswered() {
        expect(json("{}").accept("text/html").post(LOGIN), 406, "not_acceptable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "application/xml",
                "*/*",
                "application/*",
                "rubbish"
            })
    void onlyJsonIsTaken(String type) {
        expect(raw(type, "{}"), 415, "unsupported_media_type");
    }

    @Test
    void onlyUtf8IsTaken() {
        expect(raw("application/json; charset=utf-16", "{}"), 415, "unsupported_media_type");
        raw("application/json; charset=UTF-8", "{}").then().statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "}",
                "{\"username\"",
                "{'username': 'a'}",
                "{\"username\": \"a\", \"username\": \"b\", \"password\": \"x\"}",
                "{\"username\": \"a\", \"password\": \"x\"} {}",
                "{\"username\": NaN}",
                "\uFEFF\uFEFF{}",
                "{\"username\": \"a\", // comment\n \"password\": \"x\"}"
            })
    void whatIsNotJsonIsCalledSo(String body) {
        expect(json(body).post(LOGIN), 400, "malformed_json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "\"text\"",
                "1",
                "{\"username\": 1, \"password\": \"x\"}",
                "{\"username\": true, \"password\": \"x\"}",
                "{\"username\": [\"a\"], \"password\": \"x\"}",
                "{\"username\": \"a\", \"password\": {\"$ne\": \"\"}}",
                "{\"username\": \"a\", \"password\": null}",
                "{\"username\": \"\\ud800\", \"password\": \"x\"}",
                "{\"username\": \"a\", \"password\": \"x\", \"admin\": true}"
            })
    void whatIsNotTheRequestIsCalledSo(String body) {
        expect(json(body).post(LOGIN), 400, "invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", "de", "*", "x;q=", "%%"})
    void violationsAreToldWhateverLanguageIsAskedFor(String language) {
        expect(json("{}").header("Accept-Language", language).post(LOGIN), 400, "invalid_request");
    }

    @Test
    void aPreconditionThatDoesNotHoldIsCalledSo() {
        Response answer = given().header("If-Match", "\"other\"").get("/.well-known/jwks.json");

        expect(answer, 412, "precondition_failed");
    }

    @Test
    void nothingAtAllIsNotTheRequest() {
        expect(given().contentType(ContentType.JSON).post(LOGIN), 400, "invalid_request");
    }

    @Test
    void aBodyOfMoreThanSixteenKibibytesIsRefused() {
        String fits = "{\"username\": \"a\", \"password\": \"" + "x".repeat(16 * 1024 - 34) + "\"}";
        String tooLarge = "{\"username\": \"a\", \"password\": \"" + "x".repeat(16 * 1024) + "\"}";

        expect(json(fits).post(LOGIN), 401, "invalid_credentials");
        expect(json(tooLarge).post(LOGIN), 413, "content_too_large");
    }

    @Test
    void pagesOfOtherOriginsAreRefused() {
        expect(given().header("Origin", "https://evil.example").get("/auth/me"), 403, "cross_origin");
        given().header("Origin", "https://evil.example")
                .header("Access-Control-Request-Method", "POST")
                .options(LOGIN)
                .then()
                .statusCode(403)
                .header("Access-Control-Allow-Origin", nullValue());
    }

    @Test
    void theCallersRequestIdIsKeptWhenItIsPlain() {
        given().header("X-Request-Id", "a-1.B_2")
                .get("/nope")
                .then()
                .header("X-Request-Id", "a-1.B_2")
                .body("instance", equalTo("urn:request:a-1.B_2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a\"b", "ä", "%0a", "\u007f"})
    void anyOtherRequestIdIsReplaced(String id) {
        given().header("X-Request-Id", id).get("/nope").then().header("X-Request-Id", not(equalTo(id)));
        given().header("X-Request-Id", "x".repeat(65))
                .get("/nope")
                .then()
                .header("X-Request-Id", matchesPattern(".{36}"));
    }

    private static Response raw(String type, String body) {
        return given().config(AS_IS).header("Content-Type", type).body(body).post(LOGIN);
    }

    private static void expect(Response response, int status, String code) {
        response.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .header("Cache-Control", "no-store")
                .header("X-Content-Type-Options", "nosniff")
                .body("status", equalTo(status))
                .body("code", equalTo(code))
                .body("type", anyOf(matchesPattern("tag:.*/" + code), matchesPattern("https://iana.org/.*")))
                .body("instance", equalTo("urn:request:" + response.header("X-Request-Id")));
    }
}
