package dev.latchkey.http;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Derives Quarkus' tracing settings from {@code latchkey.traces.endpoint}, so that one setting is enough. Quarkus finds this class by the
 * service loader.
 */
public final class TracesEndpoint implements ConfigSourceFactory {

    private static final String SETTING = "latchkey.traces.endpoint";

    /** Above application.properties (250), which disables tracing, and below the operator's sources. */
    private static final int ORDINAL = 255;

    /** For the service loader. */
    public TracesEndpoint() {}

    /**
     * Returns whether a text is the URL of a collector.
     *
     * @param text any text
     * @return whether it is an http or https URL with a host
     */
    public static boolean isUrl(String text) {
        try {
            URI url = new URI(text);
            return url.getHost() != null && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        ConfigValue endpoint = context.getValue(SETTING);
        if (endpoint == null
                || endpoint.getValue() == null
                || endpoint.getValue().isBlank()) {
            return List.of();
        }
        Map<String, String> on = Map.of(
                "quarkus.otel.sdk.disabled", "false", "quarkus.otel.exporter.otlp.endpoint", endpoint.getValue());
        return List.of(new PropertiesConfigSource(on, SETTING, ORDINAL));
    }
}
