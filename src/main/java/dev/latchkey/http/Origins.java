package dev.latchkey.http;

import io.quarkus.runtime.LaunchMode;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * The origins whose pages may call the service: its own and those that the operator lists; in dev mode also every origin of this machine,
 * with any port. Immutable.
 */
@Singleton
public class Origins {

    private final Set<String> listed = new HashSet<>();
    private final boolean development;

    @Inject
    Origins(
            @ConfigProperty(name = "latchkey.issuer") String issuer,
            @ConfigProperty(name = "latchkey.cors.origins") Optional<List<String>> listed) {
        this(issuer, listed.orElse(List.of()), LaunchMode.current());
    }

    Origins(String issuer, List<String> listed, LaunchMode mode) {
        // behind a proxy, the service's own origin is the issuer's and not the request's
        Origin.ofUrl(issuer).ifPresent(own -> this.listed.add(own.toString()));
        listed.stream()
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .forEach(each -> this.listed.add(Origin.parse(each).toString()));
        this.development = mode == LaunchMode.DEVELOPMENT;
    }

    /**
     * Returns whether a page of a disallowed origin made the request.
     *
     * @param request the request
     * @return false also for a request without an origin
     */
    public boolean isForeign(HttpServerRequest request) {
        String origin = request.getHeader("Origin");
        return origin != null
                && !listed.contains(origin)
                && !isRequests(origin, request.scheme(), request.authority())
                && !(development && isLocal(origin));
    }

    /** Returns whether an origin is the request's own. A request of HTTP/1.0 may have no host; then none is. */
    private static boolean isRequests(String origin, @Nullable String scheme, @Nullable Object authority) {
        return authority != null
                && Origin.ofUrl(scheme + "://" + authority)
                        .filter(own -> own.toString().equals(origin))
                        .isPresent();
    }

    private static boolean isLocal(String origin) {
        return Origin.ofUrl(origin)
                .filter(each -> each.isLocal() && each.toString().equals(origin))
                .isPresent();
    }
}
