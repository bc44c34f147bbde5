package dev.latchkey.token;

import static dev.latchkey.Api.as;
import static dev.latchkey.Api.registered;
import static dev.latchkey.Api.token;
import static dev.latchkey.token.ForgedTokenTest.base64;
import static dev.latchkey.token.ForgedTokenTest.claimsOf;
import static dev.latchkey.token.ForgedTokenTest.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.key.SigningKeys;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests tokens with valid content and a valid signature, but in another form. */
@QuarkusTest
class ForgedFormTest {

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
    void withAMemberTwice() throws Exception {
        String kid = keys.signer().kid();
        String header = "{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"%s\"%s}";
        String claimsTwice = claims.toJson().replaceFirst("\\{", "{\"sub\":\"" + claims.getSubject() + "\",");

        assertThat(signedAsItIs(header.formatted(kid, ""), claims.toJson()))
                .satisfies(token -> as(token).get("/auth/me").then().statusCode(200));
        refused(signedAsItIs(header.formatted(kid, ",\"alg\":\"ES256\""), claims.toJson()));
        refused(signedAsItIs(header.formatted(kid, ",\"kid\":\"" + kid + "\""), claims.toJson()));
        refused(signedAsItIs(header.formatted(kid, ""), claimsTwice));
    }

    @Test
    void writtenInAnotherWay() throws Exception {
        // the last character of a signature of 64 bytes has four unused bits
        char last = good.charAt(good.length() - 1);
        char sameBits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
                .charAt("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".indexOf(last) + 1);

        refused(good.substring(0, good.length() - 1) + sameBits);
        refused(good + "==");
        refused(good.replace('-', '+').replace('_', '/') + "=");
        refused(good.substring(0, 20) + "\t" + good.substring(20));
        refused(good.substring(0, 20) + "%0a" + good.substring(20));
        String json = signedAsItIs(
                "{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"" + keys.signer().kid() + "\"} x", claims.toJson());
        refused(json);
        refused(signedAsItIs(
                "{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"" + keys.signer().kid() + "\"}", claims.toJson() + " x"));
    }

    @Test
    void thatIsForAnotherAlgorithmThanItsKey() throws Exception {
        for (String algorithm :
                List.of("HS256", "HS384", "RS256", "PS256", "ES384", "ES512", "EdDSA", "none", "es256")) {
            String header = "{\"alg\":\"%s\",\"typ\":\"JWT\",\"kid\":\"%s\"}"
                    .formatted(algorithm, keys.signer().kid());
            refused(signedAsItIs(header, claims.toJson()));
        }
    }

    @Test
    void withSomethingMoreOrLess() {
        refused(good + "x");
        refused(good + ".");
        refused(good + "." + good);
        refused("." + good);
        refused(good.replace('.', ' '));
        refused(".".repeat(2));
        refused("x".repeat(10_000));
    }

    /** Signs with our key, whatever the header says. */
    private String signedAsItIs(String header, String payload) throws Exception {
        String input = base64(header) + "." + base64(payload);
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initSign((PrivateKey) keys.signer().key());
        signature.update(input.getBytes(StandardCharsets.US_ASCII));
        return input + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    }
}
