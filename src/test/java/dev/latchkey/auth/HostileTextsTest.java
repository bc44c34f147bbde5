package dev.latchkey.auth;

import static dev.latchkey.Api.PASSWORD;
import static dev.latchkey.Api.as;
import static dev.latchkey.Api.json;
import static dev.latchkey.Api.newName;
import static dev.latchkey.Api.registered;
import static dev.latchkey.Api.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import dev.latchkey.Api;
import dev.latchkey.name.EmailAddress;
import dev.latchkey.user.Users;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.validation.Validator;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Texts that are expensive to normalise, on every route that takes a text. They are refused first, by their length and their runs of
 * combining marks.
 */
@QuarkusTest
class HostileTextsTest {

    private static final long FIVE_MILLISECONDS = 5_000_000;

    @Inject
    Users users;

    @Inject
    Validator validator;

    /** Texts of the maximum length of a body, as expensive as possible. */
    static Stream<String> hostileTexts() {
        return Stream.of(
                "a" + "\u0344".repeat(3900) + "\u0316".repeat(3900),
                "\u0316\u0300".repeat(3900),
                "a" + "\uff9e".repeat(5000),
                "ﷺ".repeat(5000),
                "x@" + "\u0316\u0300".repeat(3500) + ".example",
                "a" + "\u0316".repeat(3000) + "@example.org",
                "a.".repeat(8000),
                "@".repeat(16000),
                " ".repeat(16000));
    }

    @ParameterizedTest
    @MethodSource("hostileTexts")
    @DisplayName("A3: a name, a password and an address are refused, and never a fault")
    void whatIsSentIsRefused(String text) {
        json(Map.of("username", text, "password", PASSWORD))
                .post("/auth/register")
                .then()
                .statusCode(400)
                .body("violations.field", contains("username"));
        json(Map.of("username", newName(), "password", PASSWORD, "email", text))
                .post("/auth/register")
                .then()
                .statusCode(400)
                .body("violations.field", contains("email"));
        Api.register(newName(), text).then().statusCode(400).body("violations.field", contains("password"));
        Api.login(text, PASSWORD).then().statusCode(401).body("code", equalTo("invalid_credentials"));
    }

    @ParameterizedTest
    @MethodSource("hostileTexts")
    @DisplayName("A3: a password that cannot be right is wrong, for known and unknown names")
    void asAPasswordItIsWrong(String text) {
        String name = registered();
        String token = token(name);

        Api.login(name, text).then().statusCode(401).body("code", equalTo("invalid_credentials"));
        Api.login(newName(), text).then().statusCode(401).body("code", equalTo("invalid_credentials"));
        as(token, Map.of("email", text)).patch("/auth/me").then().statusCode(400);
        as(token, Map.of("currentPassword", text, "newPassword", "the pool on the roof must have a leak"))
                .put("/auth/me/password")
                .then()
                .statusCode(403);
        as(token, Map.of("currentPassword", PASSWORD, "newPassword", text))
                .put("/auth/me/password")
                .then()
                .statusCode(400);
        as(token, Map.of("password", text)).delete("/auth/me").then().statusCode(403);
    }

    @ParameterizedTest
    @MethodSource("hostileTexts")
    @DisplayName("A3: at most 5 ms of CPU for the key of a name and for an address")
    void itCostsNextToNothing(String text) {
        assertThat(cpu(() -> users.nameKey(text))).isLessThan(FIVE_MILLISECONDS);
        assertThat(cpu(() -> validator.validate(new Address(text)))).isLessThan(FIVE_MILLISECONDS);
        assertThat(cpu(() -> validator.validate(
                        new RegisterRequest(text, new dev.latchkey.password.PlainPassword(text), text, null))))
                .isLessThan(FIVE_MILLISECONDS);
    }

    /** Returns the minimum of several runs: the cost of the work, without the other load of the machine. */
    private static long cpu(Runnable work) {
        var threads = ManagementFactory.getThreadMXBean();
        return IntStream.range(0, 20)
                .mapToLong(run -> {
                    long before = threads.getCurrentThreadCpuTime();
                    work.run();
                    return threads.getCurrentThreadCpuTime() - before;
                })
                .min()
                .orElseThrow();
    }

    record Address(@EmailAddress String email) {}
}
