package dev.latchkey.admin;

import static dev.latchkey.Api.PASSWORD;
import static dev.latchkey.Api.as;
import static dev.latchkey.Api.registered;
import static dev.latchkey.Api.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.latchkey.Database;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests two concurrent admins: neither overwrites the other's change, and not both can be removed. */
@QuarkusTest
class TwoAdminsTest {

    private static final String ADMINS =
            "select username from users u join user_roles r on r.user_id = u.id and r.role_name = 'admin' and status = 'ACTIVE'";

    @Inject
    Database database;

    private String one;
    private String other;

    @BeforeEach
    void areTheOnlyOnes() {
        one = Admins.named(database);
        other = Admins.named(database);
        database.run(
                "update users set status = 'DISABLED' where username not in (?, ?)"
                        + " and id in (select user_id from user_roles where role_name = 'admin')",
                one,
                other);
    }

    @Test
    void theSecondWhoChangesAPersonIsToldSoAndNothingIsLost() {
        String id = id(registered());
        String version = as(token(one)).get("/admin/users/" + id).header("ETag");
        assertThat(as(token(other)).get("/admin/users/" + id).header("ETag")).isEqualTo(version);

        patch(one, id, version, Map.of("roles", List.of("user", "admin")))
                .then()
                .statusCode(200);
        patch(other, id, version, Map.of("roles", List.of()))
                .then()
                .statusCode(412)
                .body("code", equalTo("precondition_failed"));

        as(token(one)).get("/admin/users/" + id).then().body("roles", contains("admin", "user"));
        assertThat(database.texts(
                        "select type from audit_events where user_id = cast(? as uuid) order by occurred_at, id", id))
                .containsExactly("UserRegistered", "UserChanged", "UserChangeRefused");
    }

    @Test
    void ofManyChangesAtOnceToOneVersionOneIsDone() {
        String id = id(registered());
        String token = token(one);

        List<CompletableFuture<Integer>> calls = Stream.iterate(0, i -> i + 1)
                .limit(8)
                .map(i -> CompletableFuture.supplyAsync(() -> as(
                                token, Map.of("profile", Map.of("a", i), "roles", List.of("user")))
                        .header("If-Match", "\"0\"")
                        .patch("/admin/users/" + id)
                        .statusCode()))
                .toList();

        assertThat(calls.stream().map(CompletableFuture::join))
                .containsOnlyOnce(200)
                .containsOnly(200, 412);
    }

    @Test
    void aChangeSaysWhichVersionItIsFor() {
        String id = id(registered());

        as(token(one), Map.of("status", "disabled"))
                .patch("/admin/users/" + id)
                .then()
                .statusCode(428)
                .body("code", equalTo("precondition_required"));
        for (String unknown : List.of("\"1\"", "W/\"0\"", "\"00\"", "\"x\", \"y\"", "\"\"")) {
            patch(one, id, unknown, Map.of("status", "disabled")).then().statusCode(412);
        }
        for (String rubbish : List.of("0", "\"", "*, *", "\"0\" \"1\"")) {
            patch(one, id, rubbish, Map.of("status", "disabled")).then().statusCode(400);
        }
        patch(one, id, "\"5\", \"0\"", Map.of("status", "disabled")).then().statusCode(200);
    }

    @Test
    void theLastOneStays() {
        patch(one, id(other), "*", Map.of("roles", List.of("user"))).then().statusCode(200);

        String id = id(one);
        refused(patch(one, id, "*", Map.of("status", "disabled")));
        refused(patch(one, id, "*", Map.of("roles", List.of("user"))));
        refused(as(token(one)).delete("/admin/users/" + id));
        refused(as(token(one), Map.of("password", PASSWORD)).delete("/auth/me"));
        assertThatThrownBy(() -> database.run("delete from users where username = ?", one))
                .hasStackTraceContaining("the last admin stays");

        as(token(one)).get("/admin/users/" + id).then().body("roles", contains("admin", "user"));
        assertThat(database.texts(
                        "select details ->> 'reason' from audit_events where user_id = cast(? as uuid) and actor = ?",
                        id,
                        id))
                .containsExactly("last_admin", "last_admin", "last_admin");
    }

    @Test
    void whoTakeEachOtherAwayAtOnceDoNotBothSucceed() {
        for (int round = 0; round < 8; round++) {
            String first = token(one);
            String second = token(other);
            Map<String, ?> change = round % 2 == 0 ? Map.of("status", "disabled") : Map.of("roles", List.of("user"));

            CompletableFuture<Integer> ones = takenAway(first, other, change);
            CompletableFuture<Integer> others = takenAway(second, one, change);

            assertThat(List.of(ones.join(), others.join())).containsOnlyOnce(200);
            assertThat(database.texts(ADMINS)).hasSize(1);
            restore();
        }
    }

    private CompletableFuture<Integer> takenAway(String token, String name, Map<String, ?> change) {
        String id = id(name);
        return CompletableFuture.supplyAsync(() -> as(token, change)
                .header("If-Match", "*")
                .patch("/admin/users/" + id)
                .statusCode());
    }

    private void restore() {
        database.run("update users set status = 'ACTIVE' where username in (?, ?)", one, other);
        database.run(
                "insert into user_roles select id, 'admin' from users where username in (?, ?) on conflict do nothing",
                one,
                other);
    }

    private static void refused(Response answer) {
        answer.then()
                .statusCode(409)
                .body("code", equalTo("last_admin"), "detail", containsString("Give that role to another user"));
    }

    private Response patch(String admin, String id, String version, Map<String, ?> change) {
        return as(token(admin), change).header("If-Match", version).patch("/admin/users/" + id);
    }

    private String id(String name) {
        return database.text("select id from users where username = ?", name);
    }
}
