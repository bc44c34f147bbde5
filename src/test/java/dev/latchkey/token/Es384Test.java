package dev.latchkey.token;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;

@QuarkusTest
@TestProfile(Es384Test.Profile.class)
class Es384Test extends AlgorithmTest {

    Es384Test() {
        super("ES384");
    }

    public static class Profile implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("latchkey.key.algorithm", "es384");
        }
    }
}
