package dev.latchkey.platform;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The settings that the whole service shares. In {@code prod}, {@link ProductionSettings} checks them before all else. */
@ConfigMapping(prefix = "latchkey")
public interface PlatformConfig {

    /**
     * Where the service is reached from outside, for example {@code https://id.example.org}: the {@code iss} of every
     * token and the base of every URL in the metadata. No path separator at its end. Its path, if it has one, is what a proxy in front
     * takes away.
     *
     * @return an absolute http or https URL
     */
    String issuer();

    /**
     * The root secret: base64 of at least 32 random bytes. To rotate it, put the new one in front of the old one, with a
     * comma between them.
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
     * What a browser's cross-origin calls are allowed by.
     *
     * @return the CORS settings
     */
    Cors cors();

    /**
     * Where PostgreSQL is, in {@code prod}; dev mode and tests bring their own.
     *
     * @return the database settings
     */
    Db db();

    /**
     * The proxies in front, for example {@code 10.0.0.0/8,2001:db8::7}: from them, and from nobody else, {@code Forwarded} and
     * {@code X-Forwarded-For} are believed.
     *
     * @return addresses and networks; none by default
     */
    Optional<List<String>> trustedProxies();

    /**
     * What is traced, and where to.
     *
     * @return the settings of tracing
     */
    Traces traces();

    /**
     * What computes signatures, MACs and ciphers.
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

        /** What may be chosen. */
        enum Choice {
            /** AWS-LC where it can be loaded, else the JDK. */
            AUTO,
            /** The JDK. */
            JDK
        }
    }

    /** The settings of tracing. */
    interface Traces {
        /**
         * A collector of OpenTelemetry's protocol (OTLP), for example {@code http://collector:4317}. Given, each call is traced; the
         * rest can be set as Quarkus has it ({@code quarkus.otel.*}).
         *
         * @return none by default: nothing is traced
         */
        Optional<URI> endpoint();
    }

    /** The CORS settings. */
    interface Cors {
        /**
         * The origins, for example {@code https://app.example.org}, whose pages may call the service. Case, a slash at the end and the
         * scheme's default port make no difference; a path, a {@code *} and {@code null} are refused.
         *
         * @return none by default
         */
        Optional<List<String>> origins();
    }

    /** The database settings, handed to Quarkus' data source. */
    interface Db {
        /**
         * A JDBC URL, for example {@code jdbc:postgresql://db:5432/latchkey}.
         *
         * @return the URL
         */
        @WithDefault("")
        Optional<String> url();

        /**
         * The role to connect as.
         *
         * @return the user name
         */
        Optional<String> username();

        /**
         * The password of that role.
         *
         * @return the password
         */
        Optional<String> password();

        /**
         * Whether a pooler in transaction mode is in front, as PgBouncer can be: then nothing is kept on a connection from one
         * transaction to the next.
         *
         * @return none by default: the start finds out whether there is a pooler, and takes it to be in that mode
         */
        Optional<Boolean> pooler();

        /**
         * A file that holds the password instead.
         *
         * @return none by default
         */
        Optional<String> passwordFile();
    }
}
