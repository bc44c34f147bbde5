package dev.latchkey.token;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;

@QuarkusTest
@TestProfile(Rs256Test.Profile.class)
class Rs256Test extends AlgorithmTest {

    Rs256Test() {
        super("RS256");
    }

    public static class Profile implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("latchkey.key.algorithm", "rs256");
        }
    }
}
