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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Registering and refreshing have limits too; what is counted tells nobody who it was. */
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
            String name = number < 2 ? taken : newName();
            assertThat(caller.movedTo("2001:db8:1:2::" + number)
                            .register(name, PASSWORD)
                            .statusCode())
                    .isEqualTo(number == 1 ? 409 : 201);
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
        assertThat(database.text("select count(*) from throttle")).isEqualTo("1");

        database.run("update throttle set tat = now() + interval '310 seconds'");
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

    private HttpResponse<String> refresh(String token) {
        return caller.post("/auth/refresh", "{\"refreshToken\": \"%s\"}".formatted(token));
    }
}
