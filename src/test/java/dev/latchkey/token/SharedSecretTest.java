package dev.latchkey.token;

import static dev.latchkey.Api.as;
import static dev.latchkey.Api.registered;
import static dev.latchkey.Api.token;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.HmacKey;
import org.junit.jupiter.api.Test;

/** HS256 for an API that checks tokens with a secret, and the type of RFC 9068, both by configuration. */
@QuarkusTest
@TestProfile(SharedSecretTest.Profile.class)
class SharedSecretTest {

    private static final String SECRET = "pZ8mVd0rS3kq1yXoB7hTnE5uC2wLfJ9gQaR6iKtYxM4=";

    public static class Profile implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("latchkey.key.shared-secret", SECRET, "latchkey.token.type", "at-jwt");
        }
    }

    @Test
    void theTextOfTheSecretIsTheKey() throws Exception {
        String name = registered();
        String token = token(name);

        JwtClaims claims = new JwtConsumerBuilder()
                .setVerificationKey(new HmacKey(SECRET.getBytes(StandardCharsets.UTF_8)))
                .setJwsAlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, "HS256")
                .setExpectedType(true, "at+jwt")
                .setExpectedAudience("latchkey")
                .build()
                .processToClaims(token);

        assertThat(claims.getStringClaimValue("upn")).isEqualTo(name);
        assertThat(claims.getStringClaimValue("client_id")).isEqualTo("latchkey");
        as(token).get("/auth/me").then().statusCode(200);
        as(token.substring(0, token.length() - 4) + "AAAA")
                .get("/auth/me")
                .then()
                .statusCode(401)
                .body("code", equalTo("invalid_token"));
    }

    @Test
    void theSecretIsPublishedNowhere() {
        String kid = header(token(registered())).replaceAll(".*\"kid\":\"([^\"]+)\".*", "$1");

        String jwks = given().get("/.well-known/jwks.json").asString();
        assertThat(kid).matches("shared-[0-9a-f]{16}");
        assertThat(jwks).doesNotContain(kid, "oct", SECRET);
        assertThat(given().get("/.well-known/openid-configuration").asString()).doesNotContain("HS256");
        assertThat(header(given().get("/auth/status-lists/0").asString())).contains("\"alg\":\"ES256\"");
    }

    private static String header(String token) {
        return new String(
                Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.'))), StandardCharsets.UTF_8);
    }
}
