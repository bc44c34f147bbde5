package dev.latchkey;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** An operator who has set what can be set: two members of the profile, two audiences, an origin. */
public final class Configured implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "latchkey.token.profile-claims",
                "favoriteColor,address",
                "latchkey.token.audience",
                "latchkey,shop",
                "latchkey.token.lifetime",
                "10m",
                "latchkey.cors.origins",
                "https://app.example.org, HTTPS://Shop.example.org:443/,http://localhost:3001/,https://bücher.example");
    }
}
