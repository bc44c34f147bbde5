package dev.latchkey.crypto;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** The root secret, and what computes signatures. */
@ConfigMapping(prefix = "latchkey")
public interface CryptoConfig {

    /**
     * The root secret: base64 of at least 32 random bytes. To rotate it, put the new one in front of the old one, with a comma between
     * them.
     *
     * @return the setting as given; {@link RootSecret} is its parsed form
     */
    String secret();

    /**
     * A file that holds {@code latchkey.secret} instead, as Kubernetes and Compose mount one. It is read once, at the start.
     *
     * @return none by default
     */
    Optional<String> secretFile();

    /**
     * Which provider computes signatures.
     *
     * @return the settings of cryptography
     */
    Crypto crypto();

    /** The settings of cryptography. */
    interface Crypto {
        /**
         * {@code auto}: AWS-LC where it can be loaded, else the JDK; {@code jdk}: the JDK.
         *
         * @return the choice
         */
        @WithDefault("auto")
        Choice provider();

        /** The providers to choose from. */
        enum Choice {
            /** AWS-LC where it can be loaded, else the JDK. */
            AUTO,
            /** The JDK. */
            JDK
        }
    }
}
