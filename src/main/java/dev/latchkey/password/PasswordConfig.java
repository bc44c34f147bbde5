package dev.latchkey.password;

import dev.latchkey.password.bcrypt.BcryptEngine;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.Optional;

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
     * Words that no password may be made of, with their usual mutations, beside {@code latchkey}: the names of your service, your
     * company and your products, which guessers try first (NIST SP 800-63B-4, 3.1.1.2). Of three letters and more.
     *
     * @return none by default
     */
    Optional<List<String>> contextWords();
}
