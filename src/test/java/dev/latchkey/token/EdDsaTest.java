package dev.latchkey.token;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;

@QuarkusTest
@TestProfile(EdDsaTest.Profile.class)
class EdDsaTest extends AlgorithmTest {

    EdDsaTest() {
        super("EdDSA");
    }

    public static class Profile implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("latchkey.key.algorithm", "eddsa");
        }
    }
}
