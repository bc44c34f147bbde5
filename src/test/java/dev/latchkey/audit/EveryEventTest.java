package dev.latchkey.audit;

import static dev.latchkey.Api.PASSWORD;
import static dev.latchkey.Api.as;
import static dev.latchkey.Api.login;
import static dev.latchkey.Api.newName;
import static dev.latchkey.Api.register;
import static dev.latchkey.Api.registered;
import static dev.latchkey.Api.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Database;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Actions of a user are in the trail, and so are refused attempts on the user's account. */
@QuarkusTest
class EveryEventTest {

    private static final String WRONG = "not the password at all";
    private static final String NEW = "the pool on the roof must have a leak";

    @Inject
    Database database;

    private String name;
    private String id;

    @BeforeEach
    void begin() {
        name = registered();
        id = database.text("select id from users where username = ?", name);
    }

    @Test
    void aLifeOfAnAccountIsTold() {
        String token = token(name);
        login(name, WRONG).then().statusCode(401);
        as(token, Map.of("email", name + "@example.org", "profile", Map.of("a", 1)))
                .patch("/auth/me")
                .then()
                .statusCode(200);
        as(token, Map.of()).patch("/auth/me").then().statusCode(200);
        changePassword(token, WRONG).statusCode(403);
        changePassword(token, PASSWORD).statusCode(204);
        as(token, Map.of("password", PASSWORD)).delete("/auth/me").then().statusCode(403);
        as(token, Map.of("password", NEW)).delete("/auth/me").then().statusCode(204);

        assertThat(database.texts(
                        "select concat_ws(' ', type, details ->> 'reason', details ->> 'changed') from audit_events"
                                + " where user_id = cast(? as uuid) order by occurred_at, id",
                        id))
                .containsExactly(
                        "UserRegistered",
                        "SignedIn",
                        "SignInRefused invalid_credentials",
                        "AccountChanged [\"email\", \"profile\"]",
                        "PasswordChangeRefused wrong_password",
                        "PasswordChanged",
                        "AccountDeletionRefused wrong_password",
                        "AccountDeleted");
        assertThat(database.texts(
                        "select id from audit_events where user_id = cast(? as uuid)"
                                + " and (request_id is null or network is null or mac is null)",
                        id))
                .isEmpty();
    }

    @Test
    void whatWasRefusedToNobodyIsTold() {
        long before = count("SignInRefused");
        String nobody = newName();

        login(nobody, WRONG).then().statusCode(401);
        register(name, PASSWORD).then().statusCode(409);

        assertThat(count("SignInRefused")).isEqualTo(before + 1);
        List<String> last = database.texts("select row_to_json(e)::text from audit_events e where user_id is null"
                + " and type in ('SignInRefused', 'RegistrationRefused') order by occurred_at desc limit 2");
        assertThat(last).hasSize(2);
        assertThat(last.get(0)).contains("RegistrationRefused", "username_taken");
        assertThat(last.get(1)).contains("SignInRefused", "127.0.0.0/24");
        assertThat(last).noneMatch(row -> row.contains(nobody) || row.contains(name));
    }

    private long count(String type) {
        return Long.parseLong(database.text("select count(*) from audit_events where type = ?", type));
    }

    private static io.restassured.response.ValidatableResponse changePassword(String token, String current) {
        return as(token, Map.of("currentPassword", current, "newPassword", NEW))
                .put("/auth/me/password")
                .then();
    }
}
