package dev.latchkey.password;

import static dev.latchkey.Api.PASSWORD;
import static dev.latchkey.Api.json;
import static dev.latchkey.Api.login;
import static dev.latchkey.Api.newName;
import static dev.latchkey.Api.registered;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.latchkey.capacity.Priority;
import dev.latchkey.throttle.DeviceCookie;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests the behaviour when more logins arrive than can be hashed. */
@QuarkusTest
@TestProfile(BusyTest.OneThread.class)
class BusyTest {

    private final Logins clients = new Logins();

    @AfterEach
    void stop() {
        clients.close();
    }

    /** One thread, which has two lanes, and one waiting place, which is reserved for recognised devices. */
    public static final class OneThread implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "latchkey.password.threads", "1",
                    "latchkey.password.queue-per-thread", "1");
        }
    }

    @Inject
    HashingPool pool;

    @Inject
    MeterRegistry metrics;

    @Test
    void whatCannotWaitIsRefusedAsBusy() throws Exception {
        String name = registered();
        String device = login(name, PASSWORD).header(DeviceCookie.HEADER);
        CountDownLatch hashing = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        Future<Boolean> running = clients.submit(() -> pool.run("test", Priority.NORMAL, () -> {
            begun.countDown();
            return Logins.await(hashing);
        }));
        begun.await();
        List<Future<Response>> more = clients.start(10, name);

        // there is no place for eight of ten; they are refused while the thread is still working
        await().until(() -> more.stream().filter(Future::isDone).count() == 8);
        refusedBeforeItsBodyIsRead();
        refusedWhenItsTokenTurnsOutToBeNone(name, device);
        Future<Response> owner = clients.submit(() ->
                json(credentials(name)).header(DeviceCookie.HEADER, device).post("/auth/login"));
        await().until(() -> metrics.get("latchkey.password.waiting").gauge().value() == 3);
        hashing.countDown();

        assertThat(running.get()).isTrue();
        assertThat(owner.get().statusCode()).isEqualTo(200);
        List<Response> answers = new ArrayList<>();
        for (Future<Response> answer : more) {
            answers.add(answer.get());
        }
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 200).hasSize(2);
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() != 200)
                .allSatisfy(answer -> answer.then()
                        .statusCode(503)
                        .contentType("application/problem+json")
                        .header("Retry-After", "60")
                        .body("code", equalTo("busy")));
    }

    /** A text that looks like a token is checked when the name is available. */
    private static void refusedWhenItsTokenTurnsOutToBeNone(String name, String device) {
        given().header(DeviceCookie.HEADER, device)
                .contentType("application/json")
                .body("{")
                .post("/auth/login")
                .then()
                .statusCode(400);
        String forged = device.substring(0, device.length() - 4) + "AAAA";
        json(credentials(name))
                .header(DeviceCookie.HEADER, forged)
                .post("/auth/login")
                .then()
                .statusCode(503);
        json(credentials(newName()))
                .header(DeviceCookie.HEADER, device)
                .post("/auth/login")
                .then()
                .statusCode(503);
    }

    private static Map<String, String> credentials(String name) {
        return Map.of("username", name, "password", PASSWORD);
    }

    /** The refusal comes from the event loop, and has the CORS headers that let a page read it. */
    private static void refusedBeforeItsBodyIsRead() {
        given().header("Origin", "http://localhost:8081")
                .contentType("application/json")
                .body("{")
                .post("/auth/login")
                .then()
                .statusCode(503)
                .header("Access-Control-Allow-Origin", "http://localhost:8081")
                .body("code", equalTo("busy"));
        given().contentType("application/json")
                .body("{")
                .post("/auth/refresh")
                .then()
                .statusCode(400);
    }
}
