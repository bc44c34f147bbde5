package dev.latchkey.key;

import dev.latchkey.config.Within;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Signing keys: algorithm, lifetime and publication. */
@ConfigMapping(prefix = "latchkey.key")
public interface KeyConfig {

    /**
     * How long clients may cache the JWKS and the metadata. A new key signs only after it has been published for this time and one more
     * minute.
     *
     * @return 5 min by default; at most 24 h
     */
    @WithDefault("5m")
    @Within(least = "0s", most = "24h")
    Duration maxAge();

    /**
     * How long a key signs before the next one replaces it. It stays published until the last token that it signed has expired.
     *
     * @return 30 days by default; at least twice the time that a new key is published ahead
     */
    @WithDefault("30d")
    @Within(least = "2m", most = "3650d")
    Duration lifetime();

    /**
     * Algorithm of new keys. A change takes effect at the next rotation; tokens of earlier keys stay valid.
     *
     * @return {@code es256} by default; or {@code es384}, {@code rs256}, {@code eddsa}
     */
    @WithDefault("es256")
    KeyAlgorithm algorithm();

    /**
     * A secret that signs access tokens instead (HS256), for an API that can check them only with a shared secret. Every API that has the
     * secret can forge tokens. It is never published. The text itself is the key.
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
