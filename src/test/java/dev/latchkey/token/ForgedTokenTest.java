package dev.latchkey.token;

import static dev.latchkey.Api.as;
import static dev.latchkey.Api.registered;
import static dev.latchkey.Api.token;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import dev.latchkey.key.SigningKeys;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests tokens that differ from a valid one in one property each; {@link #theGoodOneIsGood} is the control. */
@QuarkusTest
class ForgedTokenTest {

    @Inject
    SigningKeys keys;

    private String good;
    private JwtClaims claims;

    @BeforeEach
    void signIn() throws Exception {
        good = token(registered());
        claims = claimsOf(good);
    }

    @Test
    void theGoodOneIsGood() throws Exception {
        as(good).get("/auth/me").then().statusCode(200);
        as(signed(token -> {}, keys.signer().key())).get("/auth/me").then().statusCode(200);
    }

    @Test
    void withoutASignature() throws Exception {
        String header = base64(
                "{\"alg\":\"none\",\"typ\":\"JWT\",\"kid\":\"" + keys.signer().kid() + "\"}");

        refused(header + "." + base64(claims.toJson()) + ".");
        refused(good.substring(0, good.lastIndexOf('.') + 1));
    }

    @Test
    void withAnotherSignature() throws Exception {
        char last = good.charAt(good.length() - 5);

        refused(good.substring(0, good.length() - 5) + (last == 'A' ? 'B' : 'A') + good.substring(good.length() - 4));
        refused(signed(token -> {}, newKey().getPrivate()));
    }

    @Test
    void withThePublicKeyAsASecret() throws Exception {
        byte[] secret = keys.verifier(keys.signer().kid()).orElseThrow().key().getEncoded();

        refused(signed(token -> token.setAlgorithmHeaderValue("HS256"), new SecretKeySpec(secret, "HmacSHA256")));
    }

    @Test
    void withAnUnknownOrNoKeyId() throws Exception {
        refused(signed(
                token -> token.setKeyIdHeaderValue("unknown"), keys.signer().key()));
        refused(signed(
                token -> token.getHeaders().setObjectHeaderValue("kid", null),
                keys.signer().key()));
        refused(signed(
                token -> token.setKeyIdHeaderValue("' or '1'='1"), keys.signer().key()));
    }

    @Test
    void withAKeyOfItsOwn() throws Exception {
        KeyPair pair = newKey();

        refused(signed(
                token -> token.setJwkHeader(new org.jose4j.jwk.EllipticCurveJsonWebKey(
                        (java.security.interfaces.ECPublicKey) pair.getPublic())),
                pair.getPrivate()));
    }

    @Test
    void withAnotherType() throws Exception {
        refused(signed(
                token -> token.setHeader("typ", "statuslist+jwt"), keys.signer().key()));
        refused(signed(
                token -> token.getHeaders().setObjectHeaderValue("typ", null),
                keys.signer().key()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jku", "x5u", "jwk", "x5c", "x5t", "x5t#S256", "b64", "zip", "cty", "enc", "p2c"})
    void withAHeaderThatOursDoNotHave(String name) throws Exception {
        refused(signed(
                token -> token.getHeaders().setObjectHeaderValue(name, "https://evil.example/keys"),
                keys.signer().key()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dpop+jwt", "jwt", "at+JWT", "application/jwt", "JWE", ""})
    void thatCallsItselfSomethingElse(String type) throws Exception {
        refused(signed(token -> token.setHeader("typ", type), keys.signer().key()));
    }

    @Test
    void thatIsAStatusList() {
        refused(given().get("/auth/status-lists/0").asString());
    }

    @Test
    void withACriticalHeaderThatNobodyKnows() throws Exception {
        refused(signed(
                token -> token.getHeaders().setObjectHeaderValue("crit", List.of("exp")),
                keys.signer().key()));
    }

    @Test
    void fromAnotherIssuerOrForAnotherAudience() throws Exception {
        claims.setIssuer("https://elsewhere.example");
        refused(signed(token -> {}, keys.signer().key()));
        claims.setIssuer("http://localhost:8081");
        claims.setAudience("elsewhere");
        refused(signed(token -> {}, keys.signer().key()));
    }

    @Test
    void atAnotherTime() throws Exception {
        claims.setExpirationTimeMinutesInTheFuture(-1);
        refused(signed(token -> {}, keys.signer().key()));
        claims.setExpirationTimeMinutesInTheFuture(10);
        claims.setNotBeforeMinutesInThePast(-5);
        refused(signed(token -> {}, keys.signer().key()));
        claims.unsetClaim("nbf");
        claims.unsetClaim("exp");
        refused(signed(token -> {}, keys.signer().key()));
        claims = claimsOf(good);
        claims.unsetClaim("iat");
        refused(signed(token -> {}, keys.signer().key()));
    }

    @Test
    void ofNobody() throws Exception {
        claims.unsetClaim("sub");
        refused(signed(token -> {}, keys.signer().key()));
        claims.setSubject("alice");
        refused(signed(token -> {}, keys.signer().key()));
    }

    @Test
    void ofNoSessionOrAnotherPersons() throws Exception {
        String other = token(registered());
        String otherSub = claimsOf(other).getSubject();

        claims.unsetClaim("sid");
        refused(signed(token -> {}, keys.signer().key()));
        claims.setStringClaim("sid", "rubbish");
        refused(signed(token -> {}, keys.signer().key()));
        claims = claimsOf(good);
        claims.setSubject(otherSub);
        refused(signed(token -> {}, keys.signer().key()));
    }

    private String signed(Consumer<JsonWebSignature> change, Key key) throws Exception {
        JsonWebSignature token = new JsonWebSignature();
        token.setDoKeyValidation(false);
        token.setPayload(claims.toJson());
        token.setAlgorithmHeaderValue("ES256");
        token.setKeyIdHeaderValue(keys.signer().kid());
        token.setHeader("typ", "JWT");
        token.setKey(key);
        change.accept(token);
        return token.getCompactSerialization();
    }

    static JwtClaims claimsOf(String token) throws Exception {
        String payload = token.substring(token.indexOf('.') + 1, token.lastIndexOf('.'));
        return JwtClaims.parse(new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8));
    }

    static void refused(String token) {
        as(token).get("/auth/me").then().statusCode(401).body("code", equalTo("invalid_token"));
    }

    private static KeyPair newKey() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new java.security.spec.ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
