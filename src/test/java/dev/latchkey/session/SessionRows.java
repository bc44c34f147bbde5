package dev.latchkey.session;

import static dev.latchkey.Api.as;

import dev.latchkey.Database;
import java.util.UUID;

/** Changes sessions directly in the database. Time passes for a session by setting the times in its row back. */
public final class SessionRows {

    private final Database database;

    SessionRows(Database database) {
        this.database = database;
    }

    /** Makes a session look as if it had been opened and last refreshed this many seconds earlier. */
    void age(UUID id, long seconds) {
        database.runWithoutTriggers(
                "update sessions set created_at = created_at - ? * interval '1 second',"
                        + " refreshed_at = refreshed_at - ? * interval '1 second',"
                        + " expires_at = expires_at - ? * interval '1 second',"
                        + " tokens_end_at = tokens_end_at - ? * interval '1 second' where id = ?",
                seconds,
                seconds,
                seconds,
                seconds,
                id);
    }

    String audited(UUID id) {
        return String.join(
                " ",
                database.texts(
                        "select type from audit_events where session_id = ? and type <> 'SignedIn' order by occurred_at",
                        id));
    }

    String column(String name, UUID id) {
        return database.text("select " + name + " from sessions where id = ?", id);
    }

    /** Returns the session that an access token belongs to. */
    public static UUID of(String token) {
        return UUID.fromString(as(token)
                .get("/auth/me/sessions")
                .then()
                .statusCode(200)
                .extract()
                .path("sessions.find { it.current }.id"));
    }
}
