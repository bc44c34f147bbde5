package dev.latchkey.password;

import static dev.latchkey.Api.PASSWORD;
import static dev.latchkey.Api.registered;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.capacity.Priority;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One connection for the whole service: a login that kept it while hashing would stop all others. */
@QuarkusTest
@TestProfile(OneConnectionTest.OneConnection.class)
class OneConnectionTest {

    private final Logins clients = new Logins();

    @AfterEach
    void stop() {
        clients.close();
    }

    /** One connection for the whole service: a login that kept it while hashing would stop all others. */
    public static final class OneConnection implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.datasource.jdbc.max-size", "1");
        }
    }

    @Inject
    HashingPool pool;

    @Test
    void fiftyLoginsAtOnceAllSucceed() throws Exception {
        String name = registered();

        for (Future<Response> answer : clients.start(50, name)) {
            assertThat(answer.get().statusCode()).isEqualTo(200);
        }
    }

    @Test
    void theConnectionIsFreeWhileAllThreadsHash() throws Exception {
        String name = registered();
        CountDownLatch hashing = new CountDownLatch(1);
        int threads = Runtime.getRuntime().availableProcessors();
        List<Future<Boolean>> blockers = IntStream.range(0, threads)
                .mapToObj(i -> clients.submit(() -> pool.run("test", Priority.NORMAL, () -> Logins.await(hashing))))
                .toList();
        List<Future<Response>> waiting = clients.start(20, name);

        // a request that needs the one connection is answered while twenty logins wait for a thread
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
