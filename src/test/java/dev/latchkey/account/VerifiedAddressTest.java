package dev.latchkey.account;

import static dev.latchkey.Api.as;
import static dev.latchkey.Api.newName;
import static dev.latchkey.Api.registered;
import static dev.latchkey.Api.token;
import static org.hamcrest.Matchers.equalTo;

import dev.latchkey.Database;
import dev.latchkey.audit.Actor;
import dev.latchkey.user.UserAdministration;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** B3: only the exact text of an address was verified. */
@QuarkusTest
class VerifiedAddressTest {

    @Inject
    Database database;

    @Inject
    UserAdministration directory;

    private String name;
    private String token;
    private String local;

    @BeforeEach
    void verify() {
        name = registered();
        token = token(name);
        local = newName();
        as(token, Map.of("email", local + "@strasse.example"))
                .patch("/auth/me")
                .then()
                .statusCode(200);
        database.run("update users set email_verified_at = now() where username = ?", name);
    }

    @ParameterizedTest(name = "B3: {0}")
    @ValueSource(
            strings = {
                "%s@straße.example",
                "ｕ%s@strasse.example",
                "%s@STRASSE.example",
                "%s@ſtrasse.example",
                "%s@strasse．example",
                "%s@strasse.exampl\u24d4",
                "U%s@strasse.example"
            })
    void anyOtherTextIsNotVerified(String form) {
        String other = form.formatted(form.startsWith("%") ? local : local.substring(1));

        as(token, Map.of("email", other))
                .patch("/auth/me")
                .then()
                .statusCode(200)
                .body("email", equalTo(other))
                .body("emailVerified", equalTo(false));
    }

    @Test
    @DisplayName("B3: an operator's change drops it, too")
    void anOperatorsChangeDropsIt() {
        UUID id = UUID.fromString(database.text("select id from users where username = ?", name));

        directory.change(
                Actor.COMMAND_LINE,
                id,
                version -> true,
                new UserAdministration.Change(address -> local + "@straße.example", null, null, roles -> roles));

        as(token).get("/auth/me").then().body("emailVerified", equalTo(false));
    }

    @Test
    @DisplayName("B3: the same text keeps it")
    void theSameTextKeepsIt() {
        as(token, Map.of("email", local + "@strasse.example"))
                .patch("/auth/me")
                .then()
                .statusCode(200)
                .body("emailVerified", equalTo(true));
    }
}
