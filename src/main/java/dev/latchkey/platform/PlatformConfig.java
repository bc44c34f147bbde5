package dev.latchkey.platform;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The settings that the whole service shares. In {@code prod}, {@link ProductionSettings} checks them before anything else. */
@ConfigMapping(prefix = "latchkey")
public interface PlatformConfig {

    /**
     * The external URL of the service, for example {@code https://id.example.org}: the {@code iss} of every token and the base of every URL
     * in the metadata. No slash at its end. If it has a path, a proxy in front removes it from requests.
     *
     * @return an absolute http or https URL
     */
    String issuer();

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
     * Which cross-origin requests of browsers are allowed.
     *
     * @return the CORS settings
     */
    Cors cors();

    /**
     * The PostgreSQL database in {@code prod}; dev mode and tests start their own.
     *
     * @return the database settings
     */
    Db db();

    /**
     * The proxies in front, for example {@code 10.0.0.0/8,2001:db8::7}. {@code Forwarded} and {@code X-Forwarded-For} are trusted from them
     * only.
     *
     * @return addresses and networks; none by default
     */
    Optional<List<String>> trustedProxies();

    /**
     * What is traced, and where traces are sent.
     *
     * @return the settings of tracing
     */
    Traces traces();

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

    /** The settings of tracing. */
    interface Traces {
        /**
         * A collector of OpenTelemetry's protocol (OTLP), for example {@code http://collector:4317}. If it is set, every request is traced;
         * Quarkus' own settings ({@code quarkus.otel.*}) apply to the rest.
         *
         * @return none by default: nothing is traced
         */
        Optional<URI> endpoint();
    }

    /** The CORS settings. */
    interface Cors {
        /**
         * The origins, for example {@code https://app.example.org}, whose pages may call the service. Case, a trailing slash and the
         * scheme's default port make no difference; a path, a {@code *} and {@code null} are refused.
         *
         * @return none by default
         */
        Optional<List<String>> origins();
    }

    /** The database settings, which Quarkus' data source uses. */
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
         * Whether a pooler in transaction mode is in front, as PgBouncer can be. Then no state is kept on a connection from one transaction
         * to the next.
         *
         * @return none by default: the start detects whether there is a pooler, and assumes transaction mode
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
