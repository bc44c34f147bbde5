package dev.latchkey.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An event in the trail.
 *
 * @param id the id of the event
 * @param at when it happened
 * @param type what happened; an {@link AuditEvent#type()}, perhaps of another release
 * @param userId the user it concerns
 * @param sessionId the session in which it happened, or which it concerns
 * @param actor who caused it, if not that user: a user's id or {@code command-line}
 * @param requestId the request in which it happened
 * @param network the network of that request, /24 or /64
 * @param details further details
 */
public record AuditEntry(
        UUID id,
        Instant at,
        String type,
        @Schema(nullable = true) @Nullable UUID userId,
        @Schema(nullable = true) @Nullable UUID sessionId,
        @Schema(nullable = true) @Nullable String actor,
        @Schema(nullable = true) @Nullable String requestId,
        @Schema(nullable = true) @Nullable String network,
        @Schema(nullable = true) @Nullable JsonNode details) {}
