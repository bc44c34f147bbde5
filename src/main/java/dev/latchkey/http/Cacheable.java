package dev.latchkey.http;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A public response body with an ETag for conditional requests (RFC 9110, 13). Immutable.
 *
 * @param body the content
 * @param tag the ETag: the first half of the content's SHA-256 in hexadecimal
 */
public record Cacheable(String body, String tag) {

    private static final int TAG_CHARACTERS = 32;

    /**
     * Computes the ETag of a body.
     *
     * @param body the content
     * @return the content with its ETag
     */
    public static Cacheable of(String body) {
        return new Cacheable(body, sha256(body).substring(0, TAG_CHARACTERS));
    }

    /**
     * Returns the response to a request: 200, or 304 if the caller's copy is current.
     *
     * @param request the request
     * @param caching the value of {@code Cache-Control}
     * @return the response
     * @throws WebApplicationException with 412 if a precondition of the request fails
     */
    public Response answer(Request request, String caching) {
        EntityTag entity = new EntityTag(tag);
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(entity);
        Response answer = (unchanged == null ? Response.ok(body) : unchanged)
                .tag(entity)
                .header("Cache-Control", caching)
                .build();
        if (answer.getStatus() == Response.Status.PRECONDITION_FAILED.getStatusCode()) {
            throw new WebApplicationException(answer.getStatus());
        }
        return answer;
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
