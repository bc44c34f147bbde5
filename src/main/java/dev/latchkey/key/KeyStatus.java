package dev.latchkey.key;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Where a signing key is in its life. It holds nothing secret.
 *
 * @param kid the key's id
 * @param algorithm the one JWS algorithm that the key is for
 * @param state {@code next}, {@code current}, {@code retiring} or {@code gone}
 * @param createdAt since when it is published
 * @param activatedAt since when it signs or signed; null if it has not yet, or never did
 * @param retiredAt since when it signs no more; null while it may, and for one that was revoked
 */
public record KeyStatus(
        String kid,
        String algorithm,
        String state,
        Instant createdAt,
        @Schema(nullable = true) @Nullable Instant activatedAt,
        @Schema(nullable = true) @Nullable Instant retiredAt) {}
