package dev.latchkey.password;

import static dev.latchkey.Api.PASSWORD;
import static dev.latchkey.Api.login;
import static dev.latchkey.Api.registered;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class HashingPoolTest {

    private final ExecutorService clients = Executors.newFixedThreadPool(50);

    @AfterEach
    void stop() {
        clients.shutdownNow();
    }

    private List<Future<Response>> logins(int count, String name) {
        Callable<Response> attempt = () -> login(name, PASSWORD);
        return IntStream.range(0, count).mapToObj(i -> clients.submit(attempt)).toList();
    }

    /** One connection for the whole service: a login that kept it while hashing would stop all others. */
    public static final class OneConnection implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.datasource.jdbc.max-size", "1");
        }
    }

    /** One thread and one place to wait. */
    public static final class OneThread implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "latchkey.password.threads", "1",
                    "latchkey.password.queue-per-thread", "1");
        }
    }

    @Nested
    @QuarkusTest
    @TestProfile(OneConnection.class)
    class WithOneConnection {

        @Inject
        HashingPool pool;

        @Test
        void fiftyLoginsAtOnceAllSucceed() throws Exception {
            String name = registered();

            for (Future<Response> answer : logins(50, name)) {
                assertThat(answer.get().statusCode()).isEqualTo(200);
            }
        }

        @Test
        void theConnectionIsFreeWhileAllThreadsHash() throws Exception {
            String name = registered();
            CountDownLatch hashing = new CountDownLatch(1);
            int threads = Runtime.getRuntime().availableProcessors();
            List<Future<Boolean>> blockers = IntStream.range(0, threads)
                    .mapToObj(i -> clients.submit(() -> pool.run("test", () -> await(hashing))))
                    .toList();
            List<Future<Response>> waiting = logins(20, name);

            // a call that needs the one connection is answered while twenty logins wait for a thread
            assertThat(waiting).noneMatch(Future::isDone);
            given().contentType("application/json")
                    .body(Map.of("username", name, "password", PASSWORD))
                    .post("/auth/register")
                    .then()
                    .statusCode(409);

            hashing.countDown();
            for (Future<Response> answer : waiting) {
                assertThat(answer.get().statusCode()).isEqualTo(200);
            }
            for (Future<Boolean> blocker : blockers) {
                assertThat(blocker.get()).isTrue();
            }
        }
    }

    @Nested
    @QuarkusTest
    @TestProfile(OneThread.class)
    class WithOneThread {

        @Inject
        HashingPool pool;

        @Test
        void whatCannotWaitIsRefusedAsBusy() throws Exception {
            String name = registered();
            CountDownLatch hashing = new CountDownLatch(1);
            CountDownLatch begun = new CountDownLatch(1);
            Future<Boolean> running = clients.submit(() -> pool.run("test", () -> {
                begun.countDown();
                return await(hashing);
            }));
            begun.await();
            List<Future<Response>> more = logins(10, name);

            // nine of ten do not fit; they are refused while the thread is still at work
            while (more.stream().filter(Future::isDone).count() < 9) {
                Thread.onSpinWait();
            }
            hashing.countDown();

            assertThat(running.get()).isTrue();
            List<Response> answers = new ArrayList<>();
            for (Future<Response> answer : more) {
                answers.add(answer.get());
            }
            assertThat(answers).filteredOn(answer -> answer.statusCode() == 200).hasSize(1);
            assertThat(answers)
                    .filteredOn(answer -> answer.statusCode() != 200)
                    .allSatisfy(answer -> answer.then()
                            .statusCode(503)
                            .contentType("application/problem+json")
                            .header("Retry-After", "1")
                            .body("code", equalTo("busy")));
        }
    }

    private static boolean await(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
