package dev.latchkey.token;

import dev.latchkey.platform.Within;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What access tokens say and how long they live. */
@ConfigMapping(prefix = "latchkey.token")
public interface TokenConfig {

    /**
     * How long an access token lives.
     *
     * @return 1 h by default; at least 1 min, at most 24 h
     */
    @WithDefault("1h")
    @Within(least = "1m", most = "24h")
    Duration lifetime();

    /**
     * Whom the tokens are for ({@code aud}): the names that your APIs check.
     *
     * @return {@code latchkey} by default
     */
    @WithDefault("latchkey")
    List<String> audience();

    /**
     * Which members of a person's profile go into the token as claims of the same name, for example {@code favoriteColor}.
     * Names of claims that mean something already are refused at start.
     *
     * @return none by default
     */
    Optional<List<String>> profileClaims();

    /**
     * What the token calls itself ({@code typ}).
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
