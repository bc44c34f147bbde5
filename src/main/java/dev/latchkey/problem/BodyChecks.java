package dev.latchkey.problem;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** A body says that it is JSON and is in UTF-8 (RFC 8259, 8.1). The framework lets one pass that says nothing. */
class BodyChecks {

    private static final Set<String> BODILESS = Set.of("GET", "HEAD", "OPTIONS");

    @ServerRequestFilter
    void check(ContainerRequestContext request, ResourceInfo resource) {
        if (BODILESS.contains(request.getMethod()) || mayHaveNone(request, resource)) {
            return;
        }
        MediaType type = request.getMediaType();
        String charset = type == null ? null : type.getParameters().get(MediaType.CHARSET_PARAMETER);
        boolean vague = type == null || type.isWildcardType() || type.isWildcardSubtype();
        if (vague || (charset != null && !"utf-8".equalsIgnoreCase(charset))) {
            throw ProblemException.of(ProblemType.UNSUPPORTED_MEDIA_TYPE);
        }
    }

    /**
     * A body that is not there needs no type: where none is asked for, or where the caller says by {@code X-Requested-With},
     * which no form of another site can send, that it means to send none.
     */
    private static boolean mayHaveNone(ContainerRequestContext request, ResourceInfo resource) {
        boolean none = request.getHeaderString("Content-Type") == null
                && request.getHeaderString("Transfer-Encoding") == null
                && request.getLength() <= 0;
        return none && (request.getHeaderString("X-Requested-With") != null || !takesOne(resource));
    }

    private static boolean takesOne(ResourceInfo resource) {
        return resource.getResourceMethod().isAnnotationPresent(Consumes.class)
                || resource.getResourceClass().isAnnotationPresent(Consumes.class);
    }
}
