package dev.latchkey.auth;

import static dev.latchkey.Api.PASSWORD;
import static dev.latchkey.Api.json;
import static dev.latchkey.Api.newName;
import static dev.latchkey.Api.registered;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.util.Map;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** D3: the service below a path of its host, behind a proxy that removes the path. */
@QuarkusTest
@TestProfile(SubPathTest.BelowAPath.class)
class SubPathTest {

    private static final String ISSUER = "https://example.org/sso";
    private static final Map<String, String> OWN =
            Map.of("Origin", "https://example.org", "Sec-Fetch-Site", "same-origin", "X-Requested-With", "fetch");

    @TestHTTPResource
    URI base;

    /** An issuer with a path. */
    public static final class BelowAPath implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("latchkey.issuer", ISSUER);
        }
    }

    @Test
    void d3ABrowserSignsInRefreshesAndSignsOut() {
        String name = registered();
        Browser page = new Browser(base);
        Map<String, String> headers = new java.util.HashMap<>(OWN);
        headers.put("Content-Type", "application/json");

        Browser.Answer login = page.post(
                "/auth/login",
                headers,
                "{\"username\": \"%s\", \"password\": \"%s\", \"transport\": \"cookie\"}".formatted(name, PASSWORD));

        assertThat(login.status()).isEqualTo(200);
        assertThat(login.setCookie()).contains("__Host-latchkey-refresh=", "Path=/;");
        assertThat(page.post("/auth/refresh", OWN, "").status()).isEqualTo(200);
        assertThat(page.post("/auth/logout", OWN, "").status()).isEqualTo(204);
    }

    @Test
    void d3WhatAnAnswerPointsToIsBelowThePath() {
        json(Map.of("username", newName(), "password", PASSWORD))
                .header("Origin", "https://example.org")
                .post("/auth/register")
                .then()
                .statusCode(201)
                .header("Location", "/sso/auth/me")
                .header("Access-Control-Allow-Origin", "https://example.org");
        given().get("/latchkey.js").then().header("Content-Location", startsWith("/sso/latchkey-"));
    }

    @Test
    void d3ATokenLeadsToItsStatusListAndItsKeys() throws InvalidJwtException {
        String token = dev.latchkey.Api.token(registered());
        String body = new JwtConsumerBuilder()
                .setSkipSignatureVerification()
                .setSkipAllValidators()
                .build()
                .processToClaims(token)
                .toJson();

        assertThat(body).contains("\"iss\":\"" + ISSUER + "\"", ISSUER + "/auth/status-lists/0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/.well-known/openid-configuration",
                "/.well-known/oauth-authorization-server/sso",
                "/.well-known/openid-configuration/sso",
                "/.well-known/oauth-authorization-server"
            })
    void d3TheMetadataIsFoundByBothRules(String path) {
        given().header("Origin", "https://api.example")
                .get(path)
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", "*")
                .body("issuer", equalTo(ISSUER))
                .body("jwks_uri", equalTo(ISSUER + "/.well-known/jwks.json"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/.well-known/oauth-authorization-server/other",
                "/.well-known/openid-configuration/sso/more",
                "/.well-known/jwks.json/sso",
                "/sso/auth/me"
            })
    void d3NoOtherPathIsThere(String path) {
        given().get(path).then().statusCode(404).body("code", equalTo("not_found"));
    }
}
