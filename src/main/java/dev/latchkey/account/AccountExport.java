package dev.latchkey.account;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.audit.AuditEntry;
import dev.latchkey.audit.AuditSearch;
import dev.latchkey.session.Device;
import dev.latchkey.session.Sessions;
import dev.latchkey.user.AccountView;
import dev.latchkey.user.UserRecord;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes all data about a user as JSON (GDPR, articles 15 and 20). It is written while it is read, page by page, so that the memory used
 * does not grow with the user's audit events, which others cause by guessing the password. Safe for use by several threads.
 */
@Singleton
class AccountExport {

    /** The example in the OpenAPI document. */
    static final String EXAMPLE = """
            {"exportedAt": "2026-11-24T10:12:07.654321Z", "account": {"id": "019ab2c4-7a1e-7c3f-9d52-0f6b8c1d2e3f", "username": "alice",
             "email": null, "emailVerified": false, "roles": ["user"], "permissions": ["account:read", "account:write"],
             "profile": {"favoriteColor": "blue"}, "createdAt": "2026-11-23T09:30:00.123456Z",
             "updatedAt": "2026-11-23T09:30:00.123456Z"}, "status": "active", "passwordChangedAt": "2026-11-23T09:30:00.123456Z",
             "sessions": [{"id": "019ab2c4-7a1e-7c3f-9d52-0f6b8c1d2e40", "userAgent": "curl/8.5.0", "network": "192.0.2.0/24",
             "createdAt": "2026-11-23T09:30:00.123456Z", "lastUsedAt": "2026-11-24T10:12:07.654321Z",
             "expiresAt": "2026-12-23T09:30:00.123456Z"}], "events": [{"id": "019ab2c4-7a1e-7c3f-9d52-0f6b8c1d2e41",
             "at": "2026-11-23T09:30:00.123456Z", "type": "SignedIn", "userId": "019ab2c4-7a1e-7c3f-9d52-0f6b8c1d2e3f",
             "sessionId": "019ab2c4-7a1e-7c3f-9d52-0f6b8c1d2e40", "actor": null,
             "requestId": "019ab2c4-7a1e-7c3f-9d52-0f6b8c1d2e42", "network": "192.0.2.0/24", "details": null}]}""";

    private static final int PAGE = 1_000;

    private final Sessions sessions;
    private final AuditSearch trail;
    private final ObjectMapper json;
    private final Clock clock;

    AccountExport(Sessions sessions, AuditSearch trail, ObjectMapper json, Clock clock) {
        this.sessions = sessions;
        this.trail = trail;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Writes the whole document, or throws. Only a whole one is closed: closing the generator after an exception would write the brackets
     * that are missing and end the response, so that a part would look like all data. A value does not flush the response, so that an
     * export that breaks early can still be answered with a problem.
     */
    void write(UserRecord user, OutputStream out) throws IOException {
        UUID id = user.account().id();
        JsonGenerator to = json.createGenerator(out).disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
        to.writeStartObject();
        to.writePOJOField("exportedAt", clock.instant());
        to.writePOJOField("account", AccountView.of(user.account()));
        to.writePOJOField("status", user.status().text());
        to.writePOJOField("passwordChangedAt", user.passwordChangedAt());
        to.writeArrayFieldStart("sessions");
        writeSessions(id, to);
        to.writeEndArray();
        to.writeArrayFieldStart("events");
        writeEvents(id, to);
        to.writeEndArray();
        to.writeEndObject();
        to.close();
    }

    private void writeSessions(UUID userId, JsonGenerator to) throws IOException {
        @Nullable UUID last = null;
        List<Device> page;
        do {
            page = sessions.kept(userId, last, PAGE);
            for (Device device : page) {
                to.writePOJO(device);
                last = device.id();
            }
        } while (page.size() == PAGE);
    }

    private void writeEvents(UUID userId, JsonGenerator to) throws IOException {
        AuditSearch.@Nullable Place last = null;
        List<AuditEntry> page;
        do {
            page = trail.latest(new AuditSearch.Wanted(userId, null, null, last), PAGE);
            for (AuditEntry event : page) {
                to.writePOJO(event);
                last = new AuditSearch.Place(event.at(), event.id());
            }
        } while (page.size() == PAGE);
    }
}
