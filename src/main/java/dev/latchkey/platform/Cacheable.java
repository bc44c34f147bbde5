package dev.latchkey.platform;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A public answer that anybody may cache and ask for again by its ETag (RFC 9110, 13). Immutable.
 *
 * @param body the content
 * @param tag names the content: half of its SHA-256
 */
public record Cacheable(String body, String tag) {

    private static final int TAG_CHARACTERS = 32;

    /**
     * Makes one.
     *
     * @param body the content
     * @return the content with its tag
     */
    public static Cacheable of(String body) {
        return new Cacheable(body, sha256(body).substring(0, TAG_CHARACTERS));
    }

    /**
     * The answer to a request for it: 200, or 304 for a caller who has it.
     *
     * @param request the request
     * @param caching the value of {@code Cache-Control}
     * @return the answer
     * @throws WebApplicationException with 412, if the caller wants another one
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
