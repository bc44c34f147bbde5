package dev.latchkey.session;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A session, as its owner sees it: one device that is signed in.
 *
 * @param id the session's id, the token's {@code sid}
 * @param userAgent what the device said it is when it signed in
 * @param network where it signed in from, /24 or /64
 * @param createdAt when it signed in
 * @param lastUsedAt when it was last refreshed
 * @param expiresAt when it ends at the latest
 */
public record Device(
        UUID id,
        @Nullable String userAgent,
        @Nullable String network,
        Instant createdAt,
        Instant lastUsedAt,
        Instant expiresAt) {

    static Device of(Session session) {
        return new Device(
                session.id(),
                session.userAgent().orElse(null),
                session.network().orElse(null),
                session.createdAt(),
                session.refreshedAt(),
                session.expiresAt());
    }
}
