package dev.latchkey.platform;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;

/**
 * Where the service is below its host: the path of the issuer, which a proxy in front takes away. It stands before every path that a caller
 * is told ({@code Location}, {@code Content-Location}). Immutable.
 */
@Singleton
public class BasePath {

    private final String prefix;

    @Inject
    BasePath(PlatformConfig platform) {
        this(platform.issuer());
    }

    BasePath(String issuer) {
        this.prefix = URI.create(issuer).getRawPath();
    }

    /**
     * The path that a caller knows a resource by.
     *
     * @param path as the service knows it, for example {@code /auth/me}
     * @return for example {@code /sso/auth/me}
     */
    public String before(String path) {
        return prefix + path;
    }

    /**
     * Whether a path is the issuer's, as it stands behind the well-known names of RFC 8414 (3).
     *
     * @param path without a slash at its beginning, for example {@code sso}
     * @return false for an issuer without a path
     */
    public boolean is(String path) {
        return !prefix.isEmpty() && prefix.equals("/" + path);
    }
}
