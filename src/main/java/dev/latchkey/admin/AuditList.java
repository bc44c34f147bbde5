package dev.latchkey.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.latchkey.audit.AuditEntry;
import dev.latchkey.audit.AuditSearch.Place;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A page of the audit trail in JSON.
 *
 * @param events the latest first
 * @param next value of {@code after} to get older events; null if there are none
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record AuditList(
        List<AuditEntry> events,
        @Schema(nullable = true) @Nullable String next) {

    static final String EXAMPLE = """
            {"events": [{"id": "019ab2c4-7a1e-7c3f-9d52-0f6b8c1d2e3f", "at": "2026-11-23T09:30:00.123456Z", "type": "UserChanged",
             "userId": "019ab2c4-7a1e-7c3f-9d52-0f6b8c1d2e40", "sessionId": null,
             "actor": "019ab2c4-7a1e-7c3f-9d52-0f6b8c1d2e41", "requestId": "019ab2c4-7a1e-7c3f-9d52-0f6b8c1d2e42",
             "network": "192.0.2.0/24", "details": {"changed": ["status"], "status": "disabled"}}], "next": null}""";

    /** Takes one event more than the page shows, which tells whether there is a next page. */
    static AuditList of(List<AuditEntry> read, int limit) {
        List<AuditEntry> shown = read.subList(0, Math.min(read.size(), limit));
        return new AuditList(shown, read.size() > limit ? text(shown.get(limit - 1)) : null);
    }

    static Optional<Place> place(String cursor) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
            String[] parts = plain.split("/", -1);
            return parts.length == 2
                    ? Optional.ofNullable(Parameters.time(parts[0])).map(at -> new Place(at, UUID.fromString(parts[1])))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String text(AuditEntry last) {
        String plain = last.at() + "/" + last.id();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.US_ASCII));
    }
}
