package dev.latchkey.http;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Which pages may call, which proxies are trusted, and where traces of requests are sent. */
@ConfigMapping(prefix = "latchkey")
public interface HttpConfig {

    /**
     * Which cross-origin requests of browsers are allowed.
     *
     * @return the CORS settings
     */
    Cors cors();

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
}
