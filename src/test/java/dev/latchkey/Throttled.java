package dev.latchkey;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** The throttle as an operator has it, behind a proxy: a test says in a header which address it comes from. */
public final class Throttled implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "latchkey.throttle.enabled",
                "true",
                "latchkey.trusted-proxies",
                "127.0.0.1,::1",
                // thousands of guesses, none of which is about bcrypt
                "latchkey.password.cost",
                "4");
    }
}
