package dev.latchkey.key;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;

import dev.latchkey.Database;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class SigningKeysTest {

    private static final String JWKS = "/.well-known/jwks.json";

    @Inject
    KeyRotation rotation;

    @Inject
    KeyVault vault;

    @Inject
    Clock clock;

    @Inject
    SigningKeys keys;

    @Inject
    Database database;

    @Test
    void theFirstKeyIsMadeOnceHoweverManyStart() throws Exception {
        StoredKeys stored = new StoredKeys(database);
        stored.putAside();
        ExecutorService replicas = Executors.newFixedThreadPool(8);
        try {
            Callable<List<SigningKey>> start = () -> {
                rotation.turnFirst(vault.create(clock.instant()), clock.instant());
                rotation.turnFirst(vault.create(clock.instant()), clock.instant());
                return rotation.published();
            };
            List<Future<List<SigningKey>>> rings = replicas.invokeAll(
                    IntStream.range(0, 8).mapToObj(i -> start).toList());
            for (Future<List<SigningKey>> ring : rings) {
                assertThat(ring.get())
                        .extracting(SigningKey::kid)
                        .containsExactlyElementsOf(database.texts(
                                "select kid from signing_keys where state <> 'GONE' order by created_at, kid"));
            }
            assertThat(database.texts("select state from signing_keys order by 1"))
                    .containsExactly("CURRENT", "NEXT");
        } finally {
            replicas.shutdown();
            stored.putBack();
        }
    }

    @Test
    void theIdIsTheThumbprintAndThePrivatePartIsNotPublished() throws JoseException {
        String jwks = given().get(JWKS).then().statusCode(200).extract().asString();

        JsonWebKey key = new JsonWebKeySet(jwks).findJsonWebKey(keys.signer().kid(), "EC", "sig", "ES256");
        assertThat(key.calculateBase64urlEncodedThumbprint("SHA-256")).isEqualTo(key.getKeyId());
        assertThat(jwks).doesNotContain("\"d\"");
    }

    @Test
    void thePrivatePartIsStoredEncrypted() {
        String stored = database.text(
                "select encode(private_key, 'hex') from signing_keys where kid = ?",
                keys.signer().kid());
        String plain = java.util.HexFormat.of().formatHex(keys.signer().key().getEncoded());

        assertThat(stored).doesNotContain(plain).hasSize(plain.length() + 2 * (12 + 16));
        assertThat(keys.signer().toString()).doesNotContain(plain).contains("<redacted>");
    }

    @ParameterizedTest
    @ValueSource(strings = {JWKS, "/.well-known/openid-configuration", "/.well-known/oauth-authorization-server"})
    void whatIsPublishedIsCacheable(String path) {
        String tag = given().get(path)
                .then()
                .statusCode(200)
                .header("Cache-Control", "public, max-age=300")
                .extract()
                .header("ETag");

        assertThat(tag).startsWith("\"");
        given().header("If-None-Match", tag).get(path).then().statusCode(304).header("ETag", tag);
        given().header("If-None-Match", "\"other\"").get(path).then().statusCode(200);
        given().head(path).then().statusCode(200).header("ETag", tag);
    }

    @Test
    void theJwksHasItsMediaTypeAndGivesPlainJsonToWhoAsks() {
        given().get(JWKS).then().contentType("application/jwk-set+json");
        given().accept("application/json").get(JWKS).then().statusCode(200).contentType("application/json");
        given().accept("application/json, application/jwk-set+json")
                .get(JWKS)
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/.well-known/openid-configuration", "/.well-known/oauth-authorization-server"})
    void theMetadataLeadsToTheKeys(String path) {
        given().get(path)
                .then()
                .body("issuer", equalTo("http://localhost:8081"))
                .body("jwks_uri", equalTo("http://localhost:8081" + JWKS))
                .body("id_token_signing_alg_values_supported", containsInAnyOrder("ES256"));
    }
}
