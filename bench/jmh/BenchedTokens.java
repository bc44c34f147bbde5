package dev.latchkey.token;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.key.SigningKeys;
import dev.latchkey.platform.BenchedRandomness;
import dev.latchkey.platform.PlatformConfig;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;

/** Creates the room's own classes without a container. */
final class BenchedTokens {

    private BenchedTokens() {}

    static AccessTokens of(SigningKeys keys) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(TokenConfig.class)
                .withMapping(PlatformConfig.class)
                .withDefaultValue("latchkey.issuer", "http://localhost:8080")
                .withDefaultValue("latchkey.secret", "not used here")
                .withMappingIgnore("latchkey.**")
                .build();
        TokenConfig token = config.getConfigMapping(TokenConfig.class);
        PlatformConfig platform = config.getConfigMapping(PlatformConfig.class);
        Clock clock = Clock.systemUTC();
        return new AccessTokens(
                keys,
                new TokenCheck(keys, platform, token, clock),
                new ProfileClaims(token, new ObjectMapper()),
                platform,
                token,
                clock,
                BenchedRandomness.of(clock));
    }
}
