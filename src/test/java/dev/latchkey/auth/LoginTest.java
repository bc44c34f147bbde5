package dev.latchkey.auth;

import static dev.latchkey.Api.PASSWORD;
import static dev.latchkey.Api.json;
import static dev.latchkey.Api.login;
import static dev.latchkey.Api.newName;
import static dev.latchkey.Api.registered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.matchesPattern;

import dev.latchkey.Api;
import dev.latchkey.Database;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LoginTest {

    @Inject
    Database database;

    @Test
    void aRegisteredPersonIsWelcomedByTheNameAsTyped() {
        String name = registered();

        login(name.toUpperCase(Locale.ROOT), PASSWORD)
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("message", equalTo("Welcome " + name + "!"))
                .body("tokenType", equalTo("Bearer"))
                .body("expiresIn", allOf(greaterThanOrEqualTo(3420), lessThanOrEqualTo(3600)))
                .body("refreshToken", matchesPattern("lk1\\.[A-Za-z0-9_-]{70}"))
                .body("refreshExpiresIn", equalTo(2_592_000));
    }

    @Test
    void everyRefusalIsTheSameBytesButForTheRequestId() {
        String name = registered();
        String disabled = registered();
        database.run("update users set status = 'DISABLED' where username = ?", disabled);
        String withoutPassword = registered();
        database.run("update users set password_hash = null where username = ?", withoutPassword);
        String corrupt = registered();
        database.run("update users set password_hash = '$2b$10$rubbish' where username = ?", corrupt);

        Map<String, Response> refusals = new LinkedHashMap<>();
        refusals.put("unknown", login(newName(), PASSWORD));
        refusals.put("wrong password", login(name, "not the password"));
        refusals.put("disabled", login(disabled, PASSWORD));
        refusals.put("without password", login(withoutPassword, PASSWORD));
        refusals.put("corrupt hash", login(corrupt, PASSWORD));
        refusals.put("over-long", login(name, "x".repeat(5000)));
        refusals.put("empty", login(name, ""));
        refusals.put("NUL", login("a\0b", "\0"));
        refusals.put("no name at all", login("", PASSWORD));

        assertThat(refusals.values()).extracting(Response::statusCode).containsOnly(401);
        assertThat(refusals.values().stream().map(LoginTest::withoutRequestId).distinct())
                .singleElement()
                .asString()
                .contains("\"message\":\"Invalid Credentials\"")
                .contains("\"code\":\"invalid_credentials\"");
    }

    @Test
    void aVerifiedAddressSignsInAndAnUnverifiedOneDoesNot() {
        String name = newName();
        String address = name + "@Example.org";
        json(Map.of("username", name, "password", PASSWORD, "email", address))
                .post("/auth/register")
                .then()
                .statusCode(201);

        login(address, PASSWORD).then().statusCode(401);
        database.run("update users set email_verified_at = now() where username = ?", name);
        login(address.toLowerCase(Locale.ROOT), PASSWORD).then().statusCode(200);
        Api.register(address, PASSWORD).then().statusCode(409);
    }

    @Test
    void nobodyStandsBeforeAProvedAddressByTakingItAsAName() {
        String name = newName();
        String address = name + "@example.org";
        Api.register(address, "what the squatter typed").then().statusCode(201);
        json(Map.of("username", name, "password", PASSWORD, "email", address))
                .post("/auth/register")
                .then()
                .statusCode(201);
        database.run("update users set email_verified_at = now() where username = ?", name);

        login(address, PASSWORD).then().statusCode(200).body("message", equalTo("Welcome " + name + "!"));
        login(address, "what the squatter typed").then().statusCode(401);
    }

    @Test
    void theDefaultTransportMayBeNamed() {
        String name = registered();

        json(Map.of("username", name, "password", PASSWORD, "transport", "body"))
                .post("/auth/login")
                .then()
                .statusCode(200);
        json(Map.of("username", name, "password", PASSWORD, "transport", "pigeon"))
                .post("/auth/login")
                .then()
                .statusCode(400)
                .body("violations.field", contains("transport"));
    }

    @Test
    void whatIsMissingIsNamed() {
        json(Map.of("username", "alice"))
                .post("/auth/login")
                .then()
                .statusCode(400)
                .body("violations.field", contains("password"));
    }

    private static String withoutRequestId(Response refusal) {
        String id = refusal.header("X-Request-Id");
        String headers = refusal.headers().asList().stream()
                .map(Object::toString)
                .sorted()
                .collect(Collectors.joining("\n"));
        return (headers + "\n" + refusal.asString()).replace(id, "ID");
    }
}
