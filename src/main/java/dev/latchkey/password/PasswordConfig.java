package dev.latchkey.password;

import dev.latchkey.config.Within;
import dev.latchkey.password.bcrypt.BcryptEngine;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** How passwords are hashed and which are refused. */
@ConfigMapping(prefix = "latchkey.password")
public interface PasswordConfig {

    /**
     * bcrypt's cost: the base-2 logarithm of its rounds. A hash of lower cost is upgraded at its user's next login.
     *
     * @return 10 by default (OWASP's minimum for bcrypt)
     */
    @WithDefault("10")
    @Within(least = "4", most = "16")
    int cost();

    /**
     * The engine that compares passwords with bcrypt hashes: {@code twin}, Latchkey's kernel, which hashes two at a time on one core, or
     * {@code elytron}, the reference library. Both read and compute the same hashes.
     *
     * @return twin by default
     */
    @WithDefault("twin")
    BcryptEngine engine();

    /**
     * Words that no password may consist of, even with their usual mutations, in addition to {@code latchkey}: the names of your service,
     * your company and your products, which attackers try first (NIST SP 800-63B-4, 3.1.1.2). Of three letters or more.
     *
     * @return none by default
     */
    Optional<List<String>> contextWords();
}
