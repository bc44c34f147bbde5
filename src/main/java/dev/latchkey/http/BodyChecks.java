package dev.latchkey.http;

import dev.latchkey.problem.ProblemException;
import dev.latchkey.problem.ProblemType;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Requires that a body is declared as JSON in UTF-8 (RFC 8259, 8.1). The framework accepts a body without {@code Content-Type}. */
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
     * Returns whether {@code Content-Type} may be missing, because there is no body: either the route takes none, or the caller sends
     * {@code X-Requested-With}, which a form of another site cannot send.
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
