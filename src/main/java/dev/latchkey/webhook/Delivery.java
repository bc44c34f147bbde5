package dev.latchkey.webhook;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One event on its way to one endpoint.
 *
 * @param id its place in the outbox
 * @param messageId what the receiver knows it by
 * @param userId whom it is about
 * @param sessionId which session; null if it is about none
 * @param type a {@link WebhookEvent#type()}
 * @param happenedAt when it happened
 * @param attempts how often it was tried, this time included
 */
record Delivery(
        long id, UUID messageId, UUID userId, @Nullable UUID sessionId, String type, Instant happenedAt, int attempts) {

    /** All values are ids, names of ours and times: nothing to escape. */
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
