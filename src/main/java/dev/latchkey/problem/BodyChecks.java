package dev.latchkey.problem;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.MediaType;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * A body says that it is JSON, is in UTF-8 (RFC 8259, 8.1) and ends in time. The framework lets one pass that says nothing,
 * and refuses one of unknown length that is too long with an empty answer.
 */
class BodyChecks {

    /** No request of ours is larger, but for one of lines. */
    static final int MAXIMUM_BYTES = 16 * 1024;

    /** Lines of JSON, which are read one by one: there may be any number of them. */
    static final String LINES = "application/x-ndjson";

    private static final Set<String> BODILESS = Set.of("GET", "HEAD", "OPTIONS");

    /** Whether a body is said to be one of lines. */
    static boolean isOfLines(@Nullable String contentType) {
        return contentType != null && contentType.regionMatches(true, 0, LINES, 0, LINES.length());
    }

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
        if (!isOfLines(request.getHeaderString("Content-Type"))) {
            request.setEntityStream(new Limited(request.getEntityStream()));
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

    private static final class Limited extends FilterInputStream {

        private int read;

        Limited(InputStream body) {
            super(body);
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            count(Math.max(count, 0));
            return count;
        }

        private void count(int bytes) {
            read += bytes;
            if (read > MAXIMUM_BYTES) {
                throw ProblemException.of(ProblemType.CONTENT_TOO_LARGE);
            }
        }
    }
}
