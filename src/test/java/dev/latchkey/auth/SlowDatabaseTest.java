package dev.latchkey.auth;

import static dev.latchkey.Api.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.latchkey.Api;
import dev.latchkey.Database;
import dev.latchkey.Throttled;
import dev.latchkey.throttle.DeviceCookie;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Logins that wait for the database do not delay other requests. */
@QuarkusTest
@TestProfile(Throttled.class)
class SlowDatabaseTest {

    private static final int LOGINS = 40;
    /** Three quarters of half of the pool's 16. */
    private static final String STRANGERS = "6";

    private static final String STRANGERS_AND_ONE = "7";

    private static final String HELD_UP = "select count(*) from pg_stat_activity where wait_event_type = 'Lock'";

    private final ExecutorService clients = Executors.newFixedThreadPool(LOGINS + 1);

    @Inject
    AgroalDataSource source;

    @Inject
    Database database;

    @AfterEach
    void stop() {
        clients.shutdownNow();
    }

    @Test
    void loginsThatHangLeaveHalfOfTheConnectionsToOthers() throws Exception {
        database.run("delete from throttle");
        String name = Api.registered();
        Response welcome = Api.login(name, PASSWORD);
        String token = welcome.then().statusCode(200).extract().path("token");
        String refreshToken = welcome.path("refreshToken");
        String device = welcome.header(DeviceCookie.HEADER);
        List<CompletableFuture<Integer>> logins;
        CompletableFuture<Integer> known;
        try (Connection lock = source.getConnection();
                Statement statement = lock.createStatement()) {
            lock.setAutoCommit(false);
            statement.execute("lock table throttle in access exclusive mode");
            logins = IntStream.range(0, LOGINS)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> Api.login(name, PASSWORD).statusCode(), clients))
                    .toList();
            awaitHeldUp(STRANGERS);
            Api.as(token).get("/auth/me").then().statusCode(200);
            Api.json(Map.of("refreshToken", refreshToken))
                    .post("/auth/refresh")
                    .then()
                    .statusCode(200);
            known = CompletableFuture.supplyAsync(
                    () -> Api.json(Map.of("username", name, "password", PASSWORD))
                            .header(DeviceCookie.HEADER, device)
                            .post("/auth/login")
                            .statusCode(),
                    clients);
            // it does not wait behind any of them
            awaitHeldUp(STRANGERS_AND_ONE);
            lock.rollback();
        }
        assertThat(known.get()).isEqualTo(200);
        for (CompletableFuture<Integer> login : logins) {
            // succeeded in time, busy, or throttled by the account's budget, but never an internal error
            assertThat(login.get()).isIn(200, 429, 503);
        }
    }

    private void awaitHeldUp(String count) {
        await().until(() -> database.text(HELD_UP).equals(count));
    }
}
