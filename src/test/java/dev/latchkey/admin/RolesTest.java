package dev.latchkey.admin;

import static dev.latchkey.Api.as;
import static dev.latchkey.Api.registered;
import static dev.latchkey.Api.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import dev.latchkey.Database;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests what an admin does with roles. */
@QuarkusTest
class RolesTest {

    @Inject
    Database database;

    private String admin;
    private String role;

    @BeforeEach
    void signIn() {
        admin = Admins.signedIn(database);
        role = "role" + System.nanoTime();
    }

    @Test
    void areDefinedAndPermitWhatTheySay() {
        define(role, List.of("articles:write", "articles:read")).statusCode(201);
        define(role, List.of("articles:read", "articles:delete", "articles:read"))
                .statusCode(204);

        as(admin).get("/admin/roles").then().statusCode(200).body("roles.name", hasItems("admin", role, "user"));
        as(admin)
                .get("/admin/roles")
                .then()
                .body(
                        "roles.find { it.name == '%s' }.permissions".formatted(role),
                        contains("articles:delete", "articles:read"));
        String name = registered();
        grant(name, role);
        as(token(name)).get("/auth/me").then().body("permissions", contains("articles:delete", "articles:read"));
        assertThat(database.texts("select type from audit_events where details ->> 'role' = ?", role))
                .containsExactly("RoleDefined", "RoleDefined");
    }

    @Test
    void areDeletedWhenNobodyHasThem() {
        define(role, List.of()).statusCode(201);
        String name = registered();
        grant(name, role);

        delete(role).statusCode(409).body("code", equalTo("role_in_use"));
        grant(name, "user");
        delete(role).statusCode(204);

        delete(role).statusCode(404);
        delete("Not a name\0").statusCode(404);
        delete("user").statusCode(409);
        delete("admin").statusCode(409);
    }

    @Test
    void areNotWhatDoesNotFit() {
        define("Editor", List.of()).statusCode(400);
        // no route accepts an encoded character
        define("a b", List.of()).statusCode(404);
        define(role, List.of("Articles")).statusCode(400).body("violations.field", contains("permissions"));
        define(role, List.of("a\0b")).statusCode(400);
        define(role, Stream.iterate(0, i -> i + 1).limit(101).map(i -> "p" + i).toList())
                .statusCode(400);
        as(admin, "{}").put("/admin/roles/" + role).then().statusCode(400);
        as(admin, "{\"permissions\": [null]}")
                .put("/admin/roles/" + role)
                .then()
                .statusCode(400);

        delete(role).statusCode(404);
    }

    @Test
    void thatManyMakeGrantAndDeleteAtOnceEndInAnAnswer() {
        String id = database.text("select id from users where username = ?", registered());
        for (int round = 0; round < 5; round++) {
            List<CompletableFuture<Integer>> calls = Stream.<java.util.function.Supplier<Integer>>of(
                            () -> define(role, List.of("a:b")).extract().statusCode(),
                            () -> define(role, List.of("a:c")).extract().statusCode(),
                            () -> delete(role).extract().statusCode(),
                            () -> patch(id, List.of("user", role)),
                            () -> patch(id, List.of("user")))
                    .map(CompletableFuture::supplyAsync)
                    .toList();
            assertThat(calls.stream().map(CompletableFuture::join)).allMatch(status -> status < 500);
        }
    }

    private ValidatableResponse define(String name, List<String> permissions) {
        return as(admin, Map.of("permissions", permissions))
                .put("/admin/roles/{name}", name)
                .then();
    }

    private ValidatableResponse delete(String name) {
        return as(admin).delete("/admin/roles/{name}", name).then();
    }

    private void grant(String name, String granted) {
        String id = database.text("select id from users where username = ?", name);
        assertThat(patch(id, List.of(granted))).isEqualTo(200);
    }

    private int patch(String id, List<String> roles) {
        return as(admin, Map.of("roles", roles))
                .header("If-Match", "*")
                .patch("/admin/users/" + id)
                .statusCode();
    }
}
