package dev.latchkey.password;

import static dev.latchkey.Api.PASSWORD;
import static dev.latchkey.Api.login;
import static dev.latchkey.Api.registered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.latchkey.Database;
import dev.latchkey.capacity.Priority;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.elytron.security.common.BcryptUtil;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A login that got a place in the hashing pool but could not begin in time has not been tried, and is not counted. */
@QuarkusTest
@TestProfile(NotCountedTest.Impatient.class)
class NotCountedTest {

    private static final int MAX_WAIT_MILLIS = 1_000;

    private final Logins clients = new Logins();

    @AfterEach
    void stop() {
        clients.close();
    }

    /** One thread, for which no login waits long. */
    public static final class Impatient implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "latchkey.throttle.enabled", "true",
                    "latchkey.password.threads", "1",
                    "latchkey.password.max-wait", MAX_WAIT_MILLIS + "ms");
        }
    }

    @Inject
    HashingPool pool;

    @Inject
    Database database;

    @Inject
    MeterRegistry metrics;

    @Test
    void whatWaitedInVainIsGivenBack() throws Exception {
        String name = registered();
        // admission uses the moving average of the time per hash, and the warm-up took longer than any hash
        for (int calm = 0; calm < 40; calm++) {
            login(name, PASSWORD);
        }
        database.run("delete from throttle");
        CountDownLatch hashing = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        Future<Boolean> running = clients.submit(() -> pool.run("test", Priority.NORMAL, () -> {
            begun.countDown();
            return Logins.await(hashing);
        }));
        begun.await();
        List<Future<Response>> late = clients.start(3, name);
        // until all three are counted: at their account and network, at their account, and at their network
        for (int look = 0; look < 80 && counted() < 3 * (600 + 300 + 12) - 10; look++) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        assertThat(counted()).isGreaterThan(2 * (600 + 300 + 12));

        TimeUnit.MILLISECONDS.sleep(MAX_WAIT_MILLIS + 200);
        hashing.countDown();

        assertThat(running.get()).isTrue();
        for (Future<Response> each : late) {
            assertThat(each.get().statusCode()).isEqualTo(503);
        }
        assertThat(counted()).isZero();
    }

    /** The first hash of a guess has told that it is wrong: what the others wait for cannot make it uncounted. */
    @Test
    void aGuessThatWasComparedStaysCounted() throws Exception {
        String name = registered();
        for (int calm = 0; calm < 40; calm++) {
            login(name, PASSWORD);
        }
        database.run("delete from throttle");
        Response guess = whoseSecondHashIsLate(name, "e\u0301 é guessed");

        assertThat(guess.statusCode()).isEqualTo(401);
        assertThat(counted()).isGreaterThan(600);
    }

    /** Its user is signed in nevertheless. */
    @Test
    void aBetterFormThatCannotBeginInTimeIsLeftToTheNextLogin() throws Exception {
        String name = registered();
        String imported = ForeignPassword.stored(BcryptUtil.bcryptHash(PASSWORD, 4), null);
        database.run("update users set password_hash = ? where username = ?", imported, name);
        Response login = whoseSecondHashIsLate(name, PASSWORD);

        assertThat(login.statusCode()).isEqualTo(200);
        assertThat(database.text("select password_hash from users where username = ?", name))
                .isEqualTo(imported);
        assertThat(login(name, PASSWORD).statusCode()).isEqualTo(200);
        assertThat(database.text("select password_hash from users where username = ?", name))
                .isNotEqualTo(imported);
    }

    /** Logs in; another task takes the thread between the login's first hash and its second, for longer than a hash may wait. */
    private Response whoseSecondHashIsLate(String name, String password) throws Exception {
        CountDownLatch before = new CountDownLatch(1);
        CountDownLatch between = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        Future<Boolean> first = clients.submit(() -> pool.run("test", Priority.NORMAL, () -> Logins.await(before)));
        await().until(() -> gauge("latchkey.password.lanes") == 1);
        Future<Response> login = clients.submit(() -> login(name, password));
        await().until(() -> gauge("latchkey.password.waiting") == 1);
        Future<Boolean> second = clients.submit(() -> pool.run("test", Priority.NORMAL, () -> {
            begun.countDown();
            return Logins.await(between);
        }));
        await().until(() -> gauge("latchkey.password.waiting") == 2);

        before.countDown();
        assertThat(first.get()).isTrue();
        begun.await();
        await().until(() -> gauge("latchkey.password.waiting") == 1);
        TimeUnit.MILLISECONDS.sleep(MAX_WAIT_MILLIS + 200);
        between.countDown();

        assertThat(second.get()).isTrue();
        return login.get();
    }

    private double gauge(String name) {
        return metrics.get(name).gauge().value();
    }

    private double counted() {
        return Double.parseDouble(
                database.text("select coalesce(sum(greatest(extract(epoch from tat - now()), 0)), 0) from throttle"));
    }
}
