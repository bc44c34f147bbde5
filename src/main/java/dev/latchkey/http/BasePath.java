package dev.latchkey.http;

import dev.latchkey.config.ServiceConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;

/**
 * The path of the issuer, which a proxy in front removes from requests. It is prepended to every path in a response ({@code Location},
 * {@code Content-Location}). Immutable.
 */
@Singleton
public class BasePath {

    private final String prefix;

    @Inject
    BasePath(ServiceConfig service) {
        this(service.issuer());
    }

    BasePath(String issuer) {
        this.prefix = URI.create(issuer).getRawPath();
    }

    /**
     * Returns the external path of a resource.
     *
     * @param path as the service routes it, for example {@code /auth/me}
     * @return for example {@code /sso/auth/me}
     */
    public String before(String path) {
        return prefix + path;
    }

    /**
     * Returns whether a path is the issuer's path, as clients append it to a well-known name (RFC 8414, 3).
     *
     * @param path without a leading slash, for example {@code sso}
     * @return false for an issuer without a path
     */
    public boolean is(String path) {
        return !prefix.isEmpty() && prefix.equals("/" + path);
    }
}
