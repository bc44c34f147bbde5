package dev.latchkey.token;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.config.ServiceConfig;
import dev.latchkey.crypto.BenchedRandomness;
import dev.latchkey.key.SigningKeys;
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
                .withMapping(ServiceConfig.class)
                .withDefaultValue("latchkey.issuer", "http://localhost:8080")
                .withDefaultValue("latchkey.secret", "not used here")
                .withMappingIgnore("latchkey.**")
                .build();
        TokenConfig token = config.getConfigMapping(TokenConfig.class);
        ServiceConfig service = config.getConfigMapping(ServiceConfig.class);
        Clock clock = Clock.systemUTC();
        return new AccessTokens(
                keys,
                new TokenCheck(keys, service, token, clock),
                new ProfileClaims(token, new ObjectMapper()),
                service,
                token,
                clock,
                BenchedRandomness.of(clock));
    }
}
