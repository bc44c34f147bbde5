package dev.latchkey.problem;

import static dev.latchkey.Api.PASSWORD;
import static dev.latchkey.Api.as;
import static dev.latchkey.Api.json;
import static dev.latchkey.Api.newName;
import static dev.latchkey.Api.registered;
import static dev.latchkey.Api.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** F9: a form can show its own texts in any language, based on code and numbers. */
@QuarkusTest
class ViolationCodesTest {

    private static final Map<String, Integer> NONE = Map.of();

    private static Stream<Arguments> registrations() {
        return Stream.of(
                arguments("username", "al", "too_short", Map.of("min", 3)),
                arguments("username", "😀", "too_short", Map.of("min", 3)),
                arguments("username", "a".repeat(65), "too_long", Map.of("max", 64)),
                arguments("username", "ж".repeat(4000), "too_long", Map.of("max", 64)),
                arguments("username", "two words", "invalid_characters", NONE),
                arguments("username", "pаypal", "mixed_scripts", NONE),
                arguments("username", "abo" + "\u0308\u0323\u0308\u0323\u0308", "too_many_marks", Map.of("max", 4)),
                arguments("username", null, "required", NONE),
                arguments("username", Map.of(), "wrong_type", NONE),
                arguments("password", "zxkvjqw", "too_short", Map.of("min", 8)),
                arguments("password", "", "too_short", Map.of("min", 8)),
                arguments("password", "пароль", "too_short", Map.of("min", 8)),
                arguments("password", "e\u0301a\u0301o\u0301u\u0301", "too_short", Map.of("min", 8)),
                arguments("password", "жук ".repeat(1025), "too_long", Map.of("max", 4096)),
                arguments("password", "letter a" + "\u0316".repeat(31), "too_many_marks", Map.of("max", 30)),
                arguments("password", "Password1!", "too_common", NONE),
                arguments("password", "юэюэюэюэюэ", "too_regular", NONE),
                arguments("password", "latchkey-2026", "too_personal", NONE),
                arguments("password", null, "required", NONE),
                arguments("email", "nobody", "invalid_format", NONE),
                arguments("email", "a@b.example" + "e".repeat(300), "too_long", Map.of("max", 254)),
                arguments("profile", Map.of("text", "x".repeat(4096)), "too_large", Map.of("max", 4096)),
                arguments("profile", nested(17), "too_deep", Map.of("max", 16)),
                arguments("profile", Map.of("text", "\0"), "invalid_characters", NONE),
                arguments("profile", List.of(), "wrong_type", NONE),
                arguments("nickname", "al", "unknown_member", NONE));
    }

    @ParameterizedTest(name = "F9: {0} is {2} {3}")
    @MethodSource("registrations")
    @DisplayName("F9: each fault of a registration has a code and its numbers")
    void eachFaultOfARegistrationHasACode(
            String field, @Nullable Object value, String code, Map<String, Integer> parameters) {
        Map<String, @Nullable Object> person = new HashMap<>(Map.of("username", newName(), "password", PASSWORD));
        person.put(field, value);

        assertOnly(json(person).post("/auth/register"), field, code, parameters);
    }

    @Test
    @DisplayName("F9: the other routes that take a name, a password, an address or a profile say the same codes")
    void otherRoutesSayTheSameCodes() {
        String token = token(registered());

        assertOnly(as(token, Map.of("email", "nobody")).patch("/auth/me"), "email", "invalid_format", NONE);
        assertOnly(
                as(token, Map.of("profile", Map.of("text", "x".repeat(4096)))).patch("/auth/me"),
                "profile",
                "too_large",
                Map.of("max", 4096));
        assertOnly(
                as(token, Map.of("currentPassword", PASSWORD, "newPassword", "short"))
                        .put("/auth/me/password"),
                "newPassword",
                "too_short",
                Map.of("min", 8));
        assertOnly(json(Map.of("username", newName())).post("/auth/login"), "password", "required", NONE);
        assertOnly(
                json(Map.of("username", newName(), "password", PASSWORD, "transport", "pigeon"))
                        .post("/auth/login"),
                "transport",
                "wrong_type",
                NONE);
        assertOnly(as(token).queryParam("kept", "current").delete("/auth/me/sessions"), "keep", "unknown_member", NONE);
    }

    @Test
    @DisplayName("F9: a personal password is so also where the account's own name makes it so")
    void onesOwnNameIsTooPersonal() {
        String name = newName();

        assertOnly(
                json(Map.of("username", name, "password", name + "1")).post("/auth/register"),
                "password",
                "too_personal",
                NONE);
    }

    private static void assertOnly(Response answer, String field, String code, Map<String, Integer> parameters) {
        answer.then().statusCode(400);
        List<Map<String, Object>> violations = answer.path("violations");
        assertThat(violations).singleElement().satisfies(only -> {
            assertThat(only).containsEntry("field", field).containsEntry("code", code);
            assertThat(only.getOrDefault("parameters", NONE)).isEqualTo(parameters);
            assertThat(only.get("message")).asString().matches("(must|is) .*");
        });
    }

    private static Object nested(int depth) {
        return IntStream.range(1, depth)
                .boxed()
                .reduce(Map.<String, Object>of(), (inner, each) -> Map.of("inner", inner), (one, other) -> one);
    }
}
