package dev.latchkey.auth;

import static dev.latchkey.Api.PASSWORD;
import static dev.latchkey.Api.json;
import static dev.latchkey.Api.newName;
import static dev.latchkey.Api.register;
import static dev.latchkey.Api.registered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.latchkey.Api;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class RegisterTest {

    @Test
    void aNewUserIsShownWithRoleAndPermissions() {
        String name = newName();

        json(Map.of(
                        "username",
                        name,
                        "password",
                        PASSWORD,
                        "email",
                        "Someone@example.org",
                        "profile",
                        Map.of("favoriteColor", "blue")))
                .post("/auth/register")
                .then()
                .statusCode(201)
                .header("Location", "/auth/me")
                .header("Cache-Control", "no-store")
                .body("id", matchesPattern("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"))
                .body("username", equalTo(name))
                .body("email", equalTo("Someone@example.org"))
                .body("emailVerified", equalTo(false))
                .body("roles", contains("user"))
                .body("permissions", contains("account:read", "account:write"))
                .body("profile.favoriteColor", equalTo("blue"))
                .body("password", nullValue());
    }

    @Test
    void aNameIsTakenInEveryCaseAndForm() {
        String name = registered();

        register(name.toUpperCase(Locale.ROOT), PASSWORD)
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("code", equalTo("username_taken"));
        register(name.replace("user", "ｕｓｅｒ"), PASSWORD).then().statusCode(409);
    }

    @Test
    void ofTwoHundredAtOnceOneGetsTheName() throws Exception {
        String name = newName();
        Callable<Integer> attempt = () -> register(name, PASSWORD).statusCode();
        ExecutorService clients = Executors.newFixedThreadPool(50);

        List<Integer> answers;
        try {
            answers = clients
                    .invokeAll(IntStream.range(0, 200).mapToObj(i -> attempt).toList())
                    .stream()
                    .map(RegisterTest::get)
                    .toList();
        } finally {
            clients.shutdown();
        }

        assertThat(answers).filteredOn(status -> status == 201).hasSize(1);
        assertThat(answers).filteredOn(status -> status == 409).hasSize(199);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "Zoë", "李小龍", "o.k_-@+9", "ａｂｃ"})
    void namesOfAnyScriptWillDo(String start) {
        String name = start + newName();

        register(name, PASSWORD).then().statusCode(201).body("username", equalTo(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ab",
                "a b c",
                "a\u0000bc",
                "<script>",
                "a/b",
                "\uD83E\uDD89\uD83E\uDD89\uD83E\uDD89",
                "a\nbc"
            })
    void namesOfOtherCharactersAreRefused(String name) {
        register(name, PASSWORD)
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid_request"))
                .body("violations.field", contains("username"))
                .body("violations.message", contains("must have 3 to 64 letters, digits or . _ - @ +"));
    }

    @Test
    void aNameHasAtMostSixtyFourCharacters() {
        String longest = newName() + "x".repeat(64);

        register(longest.substring(0, 64), PASSWORD).then().statusCode(201);
        register(longest.substring(0, 65), PASSWORD).then().statusCode(400);
    }

    @Test
    void everyViolationIsNamedAtOnce() {
        json(Map.of("username", "x", "password", "short", "email", "nobody", "profile", Map.of("a", "\0")))
                .post("/auth/register")
                .then()
                .statusCode(400)
                .body("violations.field", contains("email", "password", "profile", "username"));
    }

    @Test
    void commonAndPersonalPasswordsAreRefused() {
        String name = newName();

        register(name, "Password123").then().statusCode(400).body("violations.field", contains("password"));
        register(name, name)
                .then()
                .statusCode(400)
                .body(
                        "violations.message",
                        hasItem(startsWith(
                                "must not be the name of this service, the user name or the e-mail address")));
    }

    @Test
    @DisplayName("B6: a password of the user's name and a digit is refused, with a sentence that helps")
    void aPasswordOfOnesOwnNameIsRefused() {
        String name = newName();

        for (String password :
                List.of(name + "7", "!" + name.toUpperCase(Locale.ROOT), "latchkey1", "Password1!", "Summer2026!")) {
            register(name, password)
                    .then()
                    .statusCode(400)
                    .body("violations.field", contains("password"))
                    .body("violations.message", contains(matchesPattern("must not be .*; .*words .*")));
        }
    }

    @Test
    void aPasswordOfAnyUnicodeWorks() {
        String name = newName();
        String password = "\0🦉" + "ж".repeat(2000);

        register(name, password).then().statusCode(201);
        Api.login(name, password).then().statusCode(200);
        Api.login(name, password.substring(0, 100)).then().statusCode(401);
        Api.login(name, password + "x").then().statusCode(401);
    }

    private static <T> T get(Future<T> future) {
        try {
            return future.get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
