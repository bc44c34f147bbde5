package dev.latchkey.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An event as it is in the trail.
 *
 * @param id names the event
 * @param at when it happened
 * @param type what happened; an {@link AuditEvent#type()}, perhaps of another release
 * @param userId to whom
 * @param sessionId in which session, or to which
 * @param actor who did it, if not the person themselves: a user's id or {@code command-line}
 * @param requestId in which call
 * @param network where that came from, /24 or /64
 * @param details what there is to say beside
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
