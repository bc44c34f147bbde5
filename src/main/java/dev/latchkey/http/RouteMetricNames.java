package dev.latchkey.http;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.inject.Singleton;
import java.util.Set;

/**
 * Counts requests under existing routes, and all others under one name. For a request that ends before it is routed (refused by a filter,
 * or without its body), the framework uses the path as sent, and a caller could create a new time series with each request.
 */
@Singleton
class RouteMetricNames implements MeterFilter {

    /** The framework's names for requests without a route. */
    private static final Set<String> WITHOUT_ROUTE =
            Set.of("NOT_FOUND", "REDIRECTION", "UNKNOWN", "root", "/cors-preflight");

    private static final String OTHER = "REFUSED";

    private final Set<String> routes;

    RouteMetricNames(Routes routes) {
        this.routes = routes.literalPaths();
    }

    @Override
    public Meter.Id map(Meter.Id id) {
        String uri = id.getTag("uri");
        return uri == null || !id.getName().startsWith("http.server.") || isOurs(uri)
                ? id
                : id.withTag(Tag.of("uri", OTHER));
    }

    /** Returns whether a path is a route. A brace marks a route's template: a request path with one has been refused as not canonical. */
    private boolean isOurs(String uri) {
        return routes.contains(uri) || WITHOUT_ROUTE.contains(uri) || uri.contains("{");
    }
}
