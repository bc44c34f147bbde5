package dev.latchkey.auth;

import static dev.latchkey.Api.PASSWORD;
import static dev.latchkey.Api.as;
import static dev.latchkey.Api.newName;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.latchkey.Database;
import dev.latchkey.Throttled;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Registering and refreshing have limits, too; what is counted does not reveal the caller. */
@QuarkusTest
@TestProfile(Throttled.class)
class ThrottledTest {

    @TestHTTPResource
    URI service;

    @Inject
    Database database;

    private Caller caller;

    @BeforeEach
    void nothingIsCountedYet() {
        database.run("delete from throttle");
        caller = Caller.at(service, "2001:db8:1:2::1");
    }

    @Test
    void aNetworkMayRegisterSixtyAtOnce() {
        String taken = newName();
        for (int number = 0; number < 60; number++) {
            String name = number == 0 ? taken : newName();
            assertThat(caller.movedTo("2001:db8:1:2::" + number)
                            .register(name, PASSWORD)
                            .statusCode())
                    .isEqualTo(201);
        }

        HttpResponse<String> refused = caller.register(taken, PASSWORD);

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(Caller.header(refused, "RateLimit-Policy")).isEqualTo("\"register\";q=60;w=1800");
        assertThat(caller.movedTo("2001:db8:1:3::1")
                        .register(newName(), PASSWORD)
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    @DisplayName("B7: registrations that fail leave the budget of those that succeed alone")
    void failuresAreCountedApart() {
        String taken = newName();
        assertThat(caller.register(taken, PASSWORD).statusCode()).isEqualTo(201);
        for (int number = 0; number < 70; number++) {
            HttpResponse<String> answer = caller.register(taken, PASSWORD);
            assertThat(answer.statusCode()).isEqualTo(409);
            assertThat(Caller.header(answer, "RateLimit")).startsWith("\"register\";r=59;t=");
            assertThat(Caller.header(answer, "RateLimit-Policy")).isEqualTo("\"register\";q=60;w=1800");
        }
        assertThat(caller.register(newName(), PASSWORD).statusCode()).isEqualTo(201);

        database.run(
                "update throttle set tat = now() + interval '1800 seconds' where tat > now() + interval '100 seconds'");
        HttpResponse<String> refused = caller.register(taken, PASSWORD);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(Caller.header(refused, "RateLimit-Policy")).contains("\"register-failed\";q=600;w=1800");
    }

    @Test
    @DisplayName("B7: registrations at once overrun neither budget")
    void registrationsAtOnceOverrunNeither() {
        String taken = newName();
        caller.register(taken, PASSWORD);
        List<Integer> statuses = atOnce(
                160,
                number -> caller.register(number % 2 == 0 ? taken : newName(), PASSWORD)
                        .statusCode());

        assertThat(statuses).isSubsetOf(201, 409, 429);
        // one before, and one more in each 30 s
        assertThat(statuses.stream().filter(each -> each == 201).count()).isBetween(1L, 62L);
        long made = 1 + statuses.stream().filter(each -> each == 201).count();
        long failed = statuses.stream().filter(each -> each == 409).count();
        // seconds until each budget is empty again, less the time that has passed
        assertThat(seconds("max")).isBetween(made * 30 - 60, made * 30);
        assertThat(seconds("min")).isBetween(failed * 3 / 4 - 60, failed * 3);
    }

    private long seconds(String which) {
        return Math.round(Double.parseDouble(
                database.text("select coalesce(" + which + "(extract(epoch from tat - now())), 0) from throttle")));
    }

    @Test
    @DisplayName("B1: many networks of one block share a budget that is four times as large")
    void aBlockSharesABudget() {
        int made = 0;
        HttpResponse<String> refused = caller.register(newName(), PASSWORD);
        while (refused.statusCode() == 201 && made < 400) {
            made++;
            refused = caller.movedTo("2001:db8:1:%x::1".formatted(made * 16)).register(newName(), PASSWORD);
        }

        // and one more in each 7.5 s
        assertThat(made).isBetween(240, 300);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(Caller.header(refused, "RateLimit-Policy"))
                .isEqualTo("\"register\";q=60;w=1800, \"register-48\";q=240;w=1800");
        assertThat(caller.movedTo("2001:db8:2::1").register(newName(), PASSWORD).statusCode())
                .isEqualTo(201);
    }

    @Test
    void whatNobodyCouldRegisterCostsNothing() {
        caller.register("x", PASSWORD);
        caller.register(newName(), "password1");

        assertThat(database.text("select count(*) from throttle")).isEqualTo("0");
    }

    @Test
    void aPersonMayExportFiveTimesAtOnce() {
        String name = newName();
        caller.register(name, PASSWORD);
        String token = new JsonObject(caller.login(name, PASSWORD).body()).getString("token");
        for (int times = 0; times < 5; times++) {
            as(token).get("/auth/me/export").then().statusCode(200);
        }

        as(token).get("/auth/me/export").then().statusCode(429).body("code", equalTo("throttled"));
    }

    @Test
    void onlyRefreshesWithTokensThatAreOverCost() {
        String name = newName();
        caller.register(name, PASSWORD);
        String token = new JsonObject(caller.login(name, PASSWORD).body()).getString("refreshToken");
        database.run("delete from throttle");

        assertThat(refresh(token).statusCode()).isEqualTo(200);
        assertThat(refresh("rubbish").statusCode()).isEqualTo(401);
        assertThat(database.text("select count(*) from throttle")).isEqualTo("0");
        caller.post("/auth/logout", "{\"refreshToken\": \"%s\"}".formatted(token));
        assertThat(refresh(token).statusCode()).isEqualTo(401);
        // the /64, the /56 and the /48
        assertThat(database.text("select count(*) from throttle")).isEqualTo("3");

        database.run("update throttle set tat = now() + interval '1300 seconds'");
        assertThat(refresh(token).statusCode()).isEqualTo(429);
    }

    @Test
    void sessionsShowTheNetworkBeforeTheProxy() {
        String name = newName();
        caller.register(name, PASSWORD);
        caller.login(name, PASSWORD);

        assertThat(database.text(
                        "select s.network from sessions s join users u on u.id = s.user_id where u.username = ?", name))
                .isEqualTo("2001:db8:1:2::/64");
    }

    private static <T> List<T> atOnce(int count, IntFunction<T> call) {
        ExecutorService callers = Executors.newFixedThreadPool(8);
        try {
            List<CompletableFuture<T>> answers = IntStream.range(0, count)
                    .mapToObj(number -> CompletableFuture.supplyAsync(() -> call.apply(number), callers))
                    .toList();
            return answers.stream().map(CompletableFuture::join).toList();
        } finally {
            callers.shutdownNow();
        }
    }

    private HttpResponse<String> refresh(String token) {
        return caller.post("/auth/refresh", "{\"refreshToken\": \"%s\"}".formatted(token));
    }
}
