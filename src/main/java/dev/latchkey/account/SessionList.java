package dev.latchkey.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.latchkey.session.Device;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of a user in JSON.
 *
 * @param sessions the last used first
 */
public record SessionList(List<Entry> sessions) {

    /** The example in the OpenAPI document. */
    static final String EXAMPLE = """
            {"sessions": [{"id": "019ab2c4-7a1e-7c3f-9d52-0f6b8c1d2e3f", "current": true, "userAgent": "curl/8.5.0",
             "network": "192.0.2.0/24", "createdAt": "2026-11-23T09:30:00.123456Z",
             "lastUsedAt": "2026-11-24T10:12:07.654321Z", "expiresAt": "2026-12-23T09:30:00.123456Z"}]}""";

    /**
     * A session, which belongs to one device.
     *
     * @param id the session's id, the {@code sid} of its tokens
     * @param current whether the request belongs to this session
     * @param userAgent the device's {@code User-Agent}; null if it sent none
     * @param network the network it signed in from, /24 or /64
     * @param createdAt time of the sign-in
     * @param lastUsedAt time of the last refresh
     * @param expiresAt when the session ends at the latest
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Entry(
            UUID id,
            boolean current,
            @Schema(nullable = true) @Nullable String userAgent,
            @Schema(nullable = true) @Nullable String network,
            Instant createdAt,
            Instant lastUsedAt,
            Instant expiresAt) {}

    static SessionList of(List<Device> devices, UUID current) {
        return new SessionList(devices.stream()
                .map(device -> new Entry(
                        device.id(),
                        device.id().equals(current),
                        device.userAgent(),
                        device.network(),
                        device.createdAt(),
                        device.lastUsedAt(),
                        device.expiresAt()))
                .toList());
    }
}
