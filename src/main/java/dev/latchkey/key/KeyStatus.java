package dev.latchkey.key;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The state of a signing key. It contains no secret.
 *
 * @param kid the key's id
 * @param algorithm the one JWS algorithm that the key is for
 * @param state {@code next}, {@code current}, {@code retiring} or {@code gone}
 * @param createdAt when it was published
 * @param activatedAt when it began to sign; null if it has not signed
 * @param retiredAt when it stopped signing; null while it may sign, and for a revoked key
 */
public record KeyStatus(
        String kid,
        String algorithm,
        String state,
        Instant createdAt,
        @Schema(nullable = true) @Nullable Instant activatedAt,
        @Schema(nullable = true) @Nullable Instant retiredAt) {}
