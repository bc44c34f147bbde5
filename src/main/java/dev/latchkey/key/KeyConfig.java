package dev.latchkey.key;

import dev.latchkey.platform.Within;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Which keys sign, for how long, and how the public keys are published. */
@ConfigMapping(prefix = "latchkey.key")
public interface KeyConfig {

    /**
     * How long others may cache the JWKS and the metadata. A new key is not used before it has been published this long and a
     * minute more.
     *
     * @return 5 min by default; at most 24 h
     */
    @WithDefault("5m")
    @Within(least = "0s", most = "24h")
    Duration maxAge();

    /**
     * How long a key signs before the next one does. It stays published until the last token that it signed has ended.
     *
     * @return 30 days by default; at least twice the time that a new key is published ahead
     */
    @WithDefault("30d")
    @Within(least = "2m", most = "3650d")
    Duration lifetime();

    /**
     * What new keys are for. A change takes effect with the next rotation; tokens of the former keys stay good.
     *
     * @return {@code es256} by default; or {@code es384}, {@code rs256}, {@code eddsa}
     */
    @WithDefault("es256")
    KeyAlgorithm algorithm();

    /**
     * A secret that access tokens are signed with instead (HS256), for an API that checks them with it and cannot do better.
     * Whoever has it can make tokens. It is never published. The text itself is the key.
     *
     * @return none by default; base64 of at least 32 random bytes
     */
    Optional<String> sharedSecret();

    /**
     * A file that holds {@code latchkey.key.shared-secret} instead.
     *
     * @return none by default
     */
    Optional<String> sharedSecretFile();
}
