package dev.latchkey.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of the trail.
 *
 * @param id the id of the event
 * @param at when it happened, in microseconds
 * @param type what happened
 * @param userId the user it concerns
 * @param sessionId the session in which it happened, or which it concerns
 * @param requestId the request in which it happened
 * @param network the network of that request
 * @param actor who caused it, if not that user
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

    /** Returns all columns in the form that is signed. */
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
