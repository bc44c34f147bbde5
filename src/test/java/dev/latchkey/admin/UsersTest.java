package dev.latchkey.admin;

import static dev.latchkey.Api.PASSWORD;
import static dev.latchkey.Api.as;
import static dev.latchkey.Api.login;
import static dev.latchkey.Api.newName;
import static dev.latchkey.Api.registered;
import static dev.latchkey.Api.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.latchkey.Database;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests what an admin does with users. */
@QuarkusTest
class UsersTest {

    private static final String NEW_PASSWORD = "the pool on the roof must have a leak";
    private static final String NOBODY = "01a2136d-659d-7bbb-b082-98843c83ea5b";

    @Inject
    Database database;

    private String admin;

    @BeforeEach
    void signIn() {
        admin = Admins.signedIn(database);
    }

    @Test
    void areMadeAndCanSignIn() {
        String name = newName();
        Response made = create(Map.of("username", name, "password", PASSWORD, "email", name + "@example.org"));
        made.then()
                .statusCode(201)
                .header("ETag", "\"0\"")
                .header("Location", endsWith("/admin/users/" + made.path("id")))
                .body("username", equalTo(name))
                .body("status", equalTo("active"))
                .body("emailVerified", equalTo(false))
                .body("roles", contains("user"))
                .body("passwordChangedAt", notNullValue());
        login(name, PASSWORD).then().statusCode(200);
        see(made.path("id")).body("permissions", contains("account:read", "account:write"));
    }

    @Test
    void areMadeWithoutAPasswordDisabledOrAsAdmins() {
        create(Map.of("username", newName(), "roles", List.of("admin", "user", "admin")))
                .then()
                .statusCode(201)
                .body("roles", contains("admin", "user"))
                .body("passwordChangedAt", nullValue());
        String disabled = newName();
        create(Map.of("username", disabled, "password", PASSWORD, "status", "disabled"))
                .then()
                .statusCode(201)
                .body("status", equalTo("disabled"));
        login(disabled, PASSWORD).then().statusCode(401);
    }

    @Test
    void areNotMadeOfWhatDoesNotFit() {
        create(Map.of("username", registered().toUpperCase(java.util.Locale.ROOT), "password", PASSWORD))
                .then()
                .statusCode(409)
                .body("code", equalTo("username_taken"));
        refusedField(Map.of("username", newName(), "roles", List.of("nobody")), "roles");
        refusedField(Map.of("username", newName(), "roles", List.of("a\0b")), "roles");
        refusedField(Map.of("username", newName(), "password", "password1"), "password");
        refusedField(Map.of("username", "no", "password", PASSWORD), "username");
        refusedField(Map.of("username", newName(), "status", "asleep"), "status");
        String name = newName();
        refusedField(Map.of("username", name, "password", name), "password");
    }

    @Test
    void areChangedMemberByMember() {
        String id = id(registered());
        Response changed = patch(id, "\"0\"", Map.of("email", "new@example.org", "profile", Map.of("a", 1)));
        changed.then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("email", equalTo("new@example.org"))
                .body("profile.a", equalTo(1))
                .body("version", equalTo(1));
        patch(id, "\"1\"", Map.of("roles", List.of("user", "admin")))
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("roles", contains("admin", "user"))
                .body("email", equalTo("new@example.org"));
        as(admin, "{\"email\": null, \"profile\": {\"a\": null}}")
                .header("If-Match", "*")
                .patch("/admin/users/" + id)
                .then()
                .statusCode(200)
                .body("email", nullValue())
                .body("profile", equalTo(Map.of()));
        // a request without a change does not change the version
        patch(id, "\"3\"", Map.of("status", "active")).then().statusCode(200).header("ETag", "\"3\"");
    }

    @Test
    void areSignedOutWhenDisabledAndComeBackWhenEnabled() {
        String name = registered();
        String token = token(name);

        patch(id(name), "*", Map.of("status", "disabled")).then().statusCode(200);

        as(token).get("/auth/me").then().statusCode(401);
        login(name, PASSWORD).then().statusCode(401);
        patch(id(name), "*", Map.of("status", "active")).then().statusCode(200);
        as(token).get("/auth/me").then().statusCode(401);
        login(name, PASSWORD).then().statusCode(200);
    }

    @Test
    void haveNewRolesInTheNextToken() {
        String name = registered();
        String token = token(name);
        as(token).get("/admin/users").then().statusCode(403);

        patch(id(name), "*", Map.of("roles", List.of("admin"))).then().statusCode(200);

        as(token).get("/admin/users").then().statusCode(200);
        as(token).get("/auth/me").then().body("roles", contains("admin"));
    }

    @Test
    void areNotChangedIntoWhatDoesNotFit() {
        String id = id(registered());
        for (String body : List.of(
                "{\"status\": null}",
                "{\"roles\": null}",
                "{\"roles\": [null]}",
                "{\"roles\": [\"nobody\"]}",
                "{\"profile\": null}",
                "{\"email\": \"nobody\"}",
                "{\"username\": \"other\"}",
                "[]")) {
            as(admin, body)
                    .header("If-Match", "*")
                    .patch("/admin/users/" + id)
                    .then()
                    .statusCode(400);
        }
        see(id).body("version", equalTo(0));
    }

    @Test
    void areGivenAnotherPasswordAndSignedOut() {
        String name = registered();
        String token = token(name);

        setPassword(id(name), NEW_PASSWORD).statusCode(204);

        as(token).get("/auth/me").then().statusCode(401);
        login(name, PASSWORD).then().statusCode(401);
        login(name, NEW_PASSWORD).then().statusCode(200);
        setPassword(id(name), name).statusCode(400).body("violations.field", contains("password"));
        setPassword(id(name), "short").statusCode(400);
        setPassword(NOBODY, NEW_PASSWORD).statusCode(404);
    }

    @Test
    void areSignedOutEverywhere() {
        String name = registered();
        String one = token(name);
        String other = token(name);

        as(admin).delete("/admin/users/" + id(name) + "/sessions").then().statusCode(204);

        as(one).get("/auth/me").then().statusCode(401);
        as(other).get("/auth/me").then().statusCode(401);
        login(name, PASSWORD).then().statusCode(200);
        as(admin).delete("/admin/users/" + NOBODY + "/sessions").then().statusCode(404);
    }

    @Test
    void areDeletedWithAllThatIsTheirs() {
        String name = registered();
        String token = token(name);
        String id = id(name);

        as(admin)
                .header("If-Match", "\"7\"")
                .delete("/admin/users/" + id)
                .then()
                .statusCode(412);
        as(admin).delete("/admin/users/" + id).then().statusCode(204);

        as(token).get("/auth/me").then().statusCode(401);
        see(id).statusCode(404);
        as(admin).delete("/admin/users/" + id).then().statusCode(404);
        as(admin).get("/admin/users/rubbish").then().statusCode(404);
        assertThat(database.text("select count(*) from sessions where user_id = cast(? as uuid)", id))
                .isEqualTo("0");
    }

    private Response create(Map<String, ?> person) {
        return as(admin, person).post("/admin/users");
    }

    private void refusedField(Map<String, ?> person, String field) {
        create(person).then().statusCode(400).body("violations.field", contains(field));
    }

    private Response patch(String id, String version, Map<String, ?> change) {
        return as(admin, change).header("If-Match", version).patch("/admin/users/" + id);
    }

    private ValidatableResponse setPassword(String id, String password) {
        return as(admin, Map.of("password", password))
                .put("/admin/users/" + id + "/password")
                .then();
    }

    private ValidatableResponse see(String id) {
        return as(admin).get("/admin/users/" + id).then();
    }

    private String id(String name) {
        return database.text("select id from users where username = ?", name);
    }
}
