package dev.latchkey.token;

import static dev.latchkey.Api.as;
import static dev.latchkey.Api.registered;
import static dev.latchkey.Api.token;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.jose4j.jws.JsonWebSignature;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(Rs256Test.Profile.class)
class Rs256Test extends AlgorithmTest {

    Rs256Test() {
        super("RS256");
    }

    /** Our own key can also sign with these algorithms; the tokens are invalid because the key is for another one. */
    @ParameterizedTest
    @ValueSource(strings = {"RS384", "RS512", "PS256", "PS384", "PS512"})
    void aSignatureOfTheRightKeyByAnotherAlgorithmIsRefused(String another) throws Exception {
        rotate();
        rotate();
        String good = token(registered());
        JsonWebSignature forged = new JsonWebSignature();
        forged.setPayload(ForgedTokenTest.claimsOf(good).toJson());
        forged.setHeader("typ", "JWT");
        forged.setKeyIdHeaderValue(keys.signer().kid());
        forged.setKey(keys.signer().key());

        forged.setAlgorithmHeaderValue("RS256");
        as(forged.getCompactSerialization()).get("/auth/me").then().statusCode(200);
        forged.setAlgorithmHeaderValue(another);
        ForgedTokenTest.refused(forged.getCompactSerialization());
    }

    public static class Profile implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("latchkey.key.algorithm", "rs256");
        }
    }
}
