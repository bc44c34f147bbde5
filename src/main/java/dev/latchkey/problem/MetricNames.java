package dev.latchkey.problem;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.inject.Singleton;
import java.util.Set;

/**
 * Counts calls under the routes that exist, and all others under one name. The framework takes the path as it was sent where a
 * call ends before it is routed (a refusal by a filter, a body that never came), and a caller could make up a new time series with each.
 */
@Singleton
class MetricNames implements MeterFilter {

    /** The paths without parameters; a test compares them with the API document. */
    static final Set<String> ROUTES = Set.of(
            "/.well-known/jwks.json",
            "/.well-known/oauth-authorization-server",
            "/.well-known/openid-configuration",
            "/admin/audit",
            "/admin/keys",
            "/admin/keys/rotate",
            "/admin/roles",
            "/admin/users",
            "/admin/users/import",
            "/auth/login",
            "/auth/logout",
            "/auth/me",
            "/auth/me/export",
            "/auth/me/password",
            "/auth/me/sessions",
            "/auth/refresh",
            "/auth/register",
            "/auth/rules",
            "/latchkey.js");

    /** What the framework writes for calls without a route. */
    private static final Set<String> WITHOUT_ROUTE =
            Set.of("NOT_FOUND", "REDIRECTION", "UNKNOWN", "root", "/cors-preflight");

    private static final String OTHER = "REFUSED";

    @Override
    public Meter.Id map(Meter.Id id) {
        String uri = id.getTag("uri");
        return uri == null || !id.getName().startsWith("http.server.") || isOurs(uri)
                ? id
                : id.withTag(Tag.of("uri", OTHER));
    }

    /** A path with a brace is a route's template: a path that is sent with one has been refused as not canonical. */
    private static boolean isOurs(String uri) {
        return ROUTES.contains(uri) || WITHOUT_ROUTE.contains(uri) || uri.contains("{");
    }
}
