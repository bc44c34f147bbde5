package dev.latchkey.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of the trail.
 *
 * @param id names the event
 * @param at when it happened, in microseconds
 * @param type what happened
 * @param userId to whom
 * @param sessionId in which session, or to which
 * @param requestId in which call
 * @param network where that came from
 * @param actor who did it, if not the person themselves
 * @param details canonical JSON
 */
record AuditRow(
        UUID id,
        Instant at,
        String type,
        @Nullable UUID userId,
        @Nullable UUID sessionId,
        @Nullable String requestId,
        @Nullable String network,
        @Nullable String actor,
        @Nullable String details) {

    /** All of it, as it is signed. */
    byte[] encoded() {
        return new Encoding("latchkey audit row v1")
                .add(id)
                .add(at)
                .add(type)
                .add(userId)
                .add(sessionId)
                .add(requestId)
                .add(network)
                .add(actor)
                .add(details)
                .bytes();
    }
}
