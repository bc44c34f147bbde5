package dev.latchkey.token;

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
}
