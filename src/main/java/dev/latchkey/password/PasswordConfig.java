package dev.latchkey.password;

import dev.latchkey.password.bcrypt.BcryptEngine;
import dev.latchkey.platform.Within;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** How passwords are hashed. */
@ConfigMapping(prefix = "latchkey.password")
public interface PasswordConfig {

    /**
     * bcrypt's cost: the base-2 logarithm of its rounds. A hash of lower cost is upgraded at its owner's next login.
     *
     * @return 10 by default (OWASP's minimum for bcrypt)
     */
    @WithDefault("10")
    @Min(4)
    @Max(16)
    int cost();

    /**
     * Who compares passwords with bcrypt hashes: {@code twin}, our kernel, which hashes two at a time on one core, or {@code
     * elytron}, the library that it is measured against. Both read and give the same hashes.
     *
     * @return twin by default
     */
    @WithDefault("twin")
    BcryptEngine engine();

    /**
     * How many threads hash. More than there are cores makes every login slower and none faster.
     *
     * @return by default the processors that the container may use
     */
    @Min(1)
    @Max(1_024)
    OptionalInt threads();

    /**
     * How many passwords may wait for each of the threads before another is refused as busy; never more than 100 in all. The last
     * quarter is for {@linkplain Standing#KNOWN those who are known}.
     *
     * @return 44 by default
     */
    @WithDefault("44")
    @Min(1)
    @Max(10_000)
    int queuePerThread();

    /**
     * How long a password may wait for a thread. One that would wait longer, by the work of the last ones, is refused as busy
     * at once; a stranger's, if it would wait for more than three quarters of that.
     *
     * @return 2 s by default
     */
    @WithDefault("2s")
    @Within(least = "1ms", most = "10m")
    Duration maxWait();

    /**
     * Words that no password may be made of, with their usual mutations, beside {@code latchkey}: the names of your service, your
     * company and your products, which guessers try first (NIST SP 800-63B-4, 3.1.1.2). Of three letters and more.
     *
     * @return none by default
     */
    Optional<List<String>> contextWords();
}
