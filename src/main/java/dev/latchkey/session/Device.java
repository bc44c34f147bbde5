package dev.latchkey.session;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A session as its user sees it: a device that is signed in.
 *
 * @param id the session's id, the token's {@code sid}
 * @param userAgent the {@code User-Agent} at the sign-in
 * @param network the network of the sign-in, /24 or /64
 * @param createdAt when the user signed in
 * @param lastUsedAt when the session was last refreshed
 * @param expiresAt the session's absolute end
 */
@RegisterForReflection
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
