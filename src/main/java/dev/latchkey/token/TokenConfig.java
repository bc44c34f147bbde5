package dev.latchkey.token;

import dev.latchkey.config.Within;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Content and lifetime of access tokens. */
@ConfigMapping(prefix = "latchkey.token")
public interface TokenConfig {

    /**
     * Lifetime of an access token.
     *
     * @return 1 h by default; at least 1 min, at most 24 h
     */
    @WithDefault("1h")
    @Within(least = "1m", most = "24h")
    Duration lifetime();

    /**
     * The audience of the tokens ({@code aud}): the names that your APIs check.
     *
     * @return {@code latchkey} by default
     */
    @WithDefault("latchkey")
    List<String> audience();

    /**
     * Members of a user's profile that become claims of the same name in the token, for example {@code favoriteColor}. Names of claims that
     * already have a meaning are refused at start.
     *
     * @return none by default
     */
    Optional<List<String>> profileClaims();

    /**
     * Type of the token ({@code typ}).
     *
     * @return {@code jwt} by default; {@code at-jwt} for a JWT access token of RFC 9068
     */
    @WithDefault("jwt")
    TokenType type();

    /**
     * The {@code client_id} of tokens of RFC 9068: your front end's name.
     *
     * @return {@code latchkey} by default
     */
    @WithDefault("latchkey")
    String clientId();
}
