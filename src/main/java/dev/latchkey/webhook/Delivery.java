package dev.latchkey.webhook;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One event to deliver to one endpoint.
 *
 * @param messageId the id that the receiver sees
 * @param userId the user whom the event is about
 * @param sessionId the session; null if the event is not about one
 * @param type a {@link WebhookEvent#type()}
 * @param happenedAt time of the event
 */
record Delivery(UUID messageId, UUID userId, @Nullable UUID sessionId, String type, Instant happenedAt) {

    /** Returns the JSON. All values are ids, constants and times, so none needs escaping. */
    String body() {
        String session = sessionId == null ? "" : ",\"sessionId\":\"" + sessionId + "\"";
        return String.format(
                Locale.ROOT,
                "{\"type\":\"%s\",\"timestamp\":\"%s\",\"data\":{\"userId\":\"%s\"%s}}",
                type,
                happenedAt,
                userId,
                session);
    }
}
