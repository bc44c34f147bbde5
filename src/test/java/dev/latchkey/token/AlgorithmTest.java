package dev.latchkey.token;

import static dev.latchkey.Api.PASSWORD;
import static dev.latchkey.Api.as;
import static dev.latchkey.Api.login;
import static dev.latchkey.Api.registered;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItems;

import dev.latchkey.Database;
import dev.latchkey.key.SigningKeys;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.junit.jupiter.api.Test;

/** Tests a service with a given algorithm, from the rotation that introduces it. */
abstract class AlgorithmTest {

    @Inject
    Database database;

    @Inject
    SigningKeys keys;

    private final String algorithm;

    AlgorithmTest(String algorithm) {
        this.algorithm = algorithm;
    }

    @Test
    void tokensOfBothKeysAreGoodAcrossTheRotation() throws Exception {
        String name = registered();
        String before = login(name, PASSWORD).path("token");
        // twice: the next key may still have another algorithm, and is replaced first
        rotate();
        rotate();

        String after = login(name, PASSWORD).path("token");
        assertThat(header(after)).contains("\"alg\":\"" + algorithm + "\"");
        for (String token : new String[] {before, after}) {
            as(token).get("/auth/me").then().statusCode(200);
            assertThat(verifiedByJwks(token)).isEqualTo(name);
            as(token.substring(0, token.length() - 8) + "AAAAAAAA")
                    .get("/auth/me")
                    .then()
                    .statusCode(401);
        }
        given().get("/.well-known/openid-configuration")
                .then()
                .body("id_token_signing_alg_values_supported", hasItems(algorithm));
        assertThat(given().get("/auth/status-lists/0").asString())
                .satisfies(list -> assertThat(header(list)).contains("\"alg\":\"" + algorithm + "\""));
    }

    void rotate() {
        // makes the next key look as if it had been published long ago
        database.run("update signing_keys set created_at = created_at - interval '1 hour' where state = 'NEXT'");
        keys.rotate();
    }

    private static String verifiedByJwks(String token) throws Exception {
        JsonWebKeySet jwks =
                new JsonWebKeySet(given().get("/.well-known/jwks.json").asString());
        return new JwtConsumerBuilder()
                .setVerificationKeyResolver(new JwksVerificationKeyResolver(jwks.getJsonWebKeys()))
                .setExpectedAudience("latchkey")
                .build()
                .processToClaims(token)
                .getStringClaimValue("upn");
    }

    static String header(String token) {
        return new String(
                Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.'))), StandardCharsets.UTF_8);
    }
}
