package dev.latchkey.admin;

import static dev.latchkey.Api.PASSWORD;
import static dev.latchkey.Api.as;
import static dev.latchkey.Api.newName;
import static dev.latchkey.Api.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.latchkey.Database;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests what an admin does with signing keys, and reads in the audit trail. */
@QuarkusTest
class KeysAndAuditTest {

    @Inject
    Database database;

    private String name;
    private String admin;
    private String adminId;

    @BeforeEach
    void signIn() {
        name = Admins.named(database);
        admin = token(name);
        adminId = database.text("select id from users where username = ?", name);
    }

    @Test
    void theNextKeySignsWhenAllCanKnowItAndALeakedOneIsGoneAtOnce() {
        String leaked = kid("CURRENT");
        database.run("update signing_keys set created_at = now() where state = 'NEXT'");
        as(admin)
                .noContentType()
                .post("/admin/keys/rotate")
                .then()
                .statusCode(409)
                .header("Retry-After", notNullValue())
                .body("code", equalTo("key_not_known_yet"));
        database.run("update signing_keys set created_at = now() - interval '1 hour' where state = 'NEXT'");
        String next = kid("NEXT");

        as(admin).noContentType().post("/admin/keys/rotate").then().statusCode(204);

        assertThat(kid("CURRENT")).isEqualTo(next);
        as(admin)
                .get("/admin/keys")
                .then()
                .statusCode(200)
                .body("keys.find { it.kid == '%s' }.state".formatted(next), equalTo("current"))
                .body("keys.find { it.kid == '%s' }.state".formatted(leaked), equalTo("retiring"));
        as(admin)
                .noContentType()
                .post("/admin/keys/" + leaked + "/revoke")
                .then()
                .statusCode(204);
        as(admin).get("/admin/keys").then().statusCode(401);
        admin = token(name);
        as(admin)
                .get("/admin/keys")
                .then()
                .body("keys.find { it.kid == '%s' }.state".formatted(leaked), equalTo("gone"));
        as(admin)
                .noContentType()
                .post("/admin/keys/" + leaked + "/revoke")
                .then()
                .statusCode(404);
        as(admin)
                .noContentType()
                .post("/admin/keys/{kid}/revoke", "a\0b")
                .then()
                .statusCode(404);
        assertThat(types(database.texts(
                        "select type from audit_events where actor = ? order by occurred_at, id", adminId)))
                .containsExactly(
                        "SigningKeyRotationRefused",
                        "SigningKeyRotated",
                        "SigningKeyRevoked",
                        // the request whose kid has a NUL did not reach the route
                        "SigningKeyRevocationRefused");
    }

    @Test
    void whatAnAdminDidIsInTheTrailWithWhoAndWhatAndNoName() {
        String person = newName();
        String id = as(admin, Map.of("username", person, "password", PASSWORD, "email", person + "@example.org"))
                .post("/admin/users")
                .path("id");
        patch(id, Map.of("email", "other-" + person + "@example.org", "profile", Map.of("a", person)));
        patch(id, Map.of("roles", List.of("admin"), "status", "disabled"));
        as(admin, Map.of("password", "the pool on the roof must have a leak"))
                .put("/admin/users/" + id + "/password")
                .then()
                .statusCode(204);
        as(admin, Map.of("username", person)).post("/admin/users").then().statusCode(409);
        as(admin).delete("/admin/users/" + id).then().statusCode(204);
        as(admin).delete("/admin/users/" + id).then().statusCode(404);

        Response trail = events(Map.of("user", id));

        assertThat(trail.<List<String>>path("events.type"))
                .containsExactly(
                        "UserDeletionRefused",
                        "UserDeleted",
                        "PasswordSet",
                        "UserChanged",
                        "UserChanged",
                        "UserCreated");
        trail.then()
                .body("events.actor.unique()", contains(adminId))
                .body("events[3].details.granted", contains("admin"))
                .body("events[3].details.revoked", contains("user"))
                .body("events[3].details.status", equalTo("disabled"))
                .body("events[4].details.changed", contains("email", "profile"))
                .body("events[0].details.reason", equalTo("not_found"))
                .body("events[0].network", equalTo("127.0.0.0/24"))
                .body("events[0].requestId", notNullValue());
        assertThat(trail.asString()).doesNotContain(person);
        assertThat(events(Map.of("type", "UserCreationRefused", "limit", 1)).<List<String>>path("events.actor"))
                .containsExactly(adminId);
    }

    @Test
    void theTrailIsReadPageByPage() {
        for (int i = 0; i < 7; i++) {
            patch(adminId, Map.of("profile", Map.of("a", i)));
        }
        Map<String, String> changes = Map.of("user", adminId, "type", "UserChanged");
        List<String> all = events(changes).path("events.id");
        assertThat(all).hasSize(7).doesNotHaveDuplicates();
        List<String> paged = new ArrayList<>();
        String after = "";
        while (after != null) {
            Response page = events(
                    after.isEmpty()
                            ? Map.of("user", adminId, "type", "UserChanged", "limit", 3)
                            : Map.of("user", adminId, "type", "UserChanged", "limit", 3, "after", after));
            paged.addAll(page.path("events.id"));
            after = page.path("next");
        }
        assertThat(paged).isEqualTo(all);

        String since = events(changes).path("events[2].at");
        assertThat(events(Map.of("user", adminId, "type", "UserChanged", "from", since))
                        .<List<String>>path("events.id"))
                .isEqualTo(all.subList(0, 3));
    }

    @Test
    void theTrailSaysWhatItCannotRead() {
        for (Map<String, ?> wrong : List.of(
                Map.of("user", "rubbish"),
                Map.of("type", "Rubbish"),
                Map.of("from", "yesterday"),
                Map.of("from", "+999999999-12-31T00:00:00Z"),
                Map.of("after", "rubbish"),
                Map.of("limit", "0"))) {
            as(admin)
                    .queryParams(wrong)
                    .get("/admin/audit")
                    .then()
                    .statusCode(400)
                    .body("violations.field", contains(wrong.keySet().iterator().next()));
        }
    }

    private Response events(Map<String, ?> wanted) {
        return as(admin)
                .queryParams(wanted)
                .get("/admin/audit")
                .then()
                .statusCode(200)
                .extract()
                .response();
    }

    private void patch(String id, Map<String, ?> change) {
        as(admin, change)
                .header("If-Match", "*")
                .patch("/admin/users/" + id)
                .then()
                .statusCode(200);
    }

    private String kid(String state) {
        return database.text("select kid from signing_keys where state = ?", state);
    }

    private static List<String> types(List<String> types) {
        return types.stream().filter(type -> type.startsWith("SigningKey")).toList();
    }
}
