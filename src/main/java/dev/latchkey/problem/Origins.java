package dev.latchkey.problem;

import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Which pages may call the service: its own, and those of the origins that the operator lists. Immutable. */
@Singleton
public class Origins {

    private final Set<String> listed;

    Origins(@ConfigProperty(name = "quarkus.http.cors.origins") Optional<List<String>> listed) {
        this.listed = Set.copyOf(listed.orElse(List.of()));
    }

    /**
     * Whether a page of another origin made the call.
     *
     * @param request the call
     * @return false also for a call that names no origin
     */
    public boolean isForeign(HttpServerRequest request) {
        String origin = request.getHeader("Origin");
        return origin != null
                && !listed.contains(origin)
                // a request of HTTP/1.0 may have no host, and then nothing is its own origin
                && (request.authority() == null || !origin.equals(request.scheme() + "://" + request.authority()));
    }
}
