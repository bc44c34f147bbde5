package dev.latchkey.http;

import static dev.latchkey.Api.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.latchkey.Api;
import dev.latchkey.Database;
import dev.latchkey.LogCapture;
import dev.latchkey.Sockets;
import dev.latchkey.capacity.HashingAdmission;
import dev.latchkey.http.RepeatingCaller.Answer;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Callers who repeat a refused request without waiting are answered later and later; others are not. */
@QuarkusTest
@TestProfile(PacingTest.SmallAndLimited.class)
class PacingTest {

    /** Enough to reach the longest delay, which is a second: 1.3 s until then. */
    private static final int REPEATS = 10;

    /** An answer that was not delayed comes in a few milliseconds; the fastest of some, even on a busy machine, before this. */
    private static final long AT_ONCE_MILLIS = 300;

    /** Few places for hashing, of which {@code Retry-After} is one second, and limits on attempts. */
    public static final class SmallAndLimited implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "latchkey.password.threads", "1",
                    "latchkey.password.queue-per-thread", "1",
                    "latchkey.password.max-wait", "1s",
                    "latchkey.password.cost", "4",
                    "latchkey.throttle.enabled", "true");
        }
    }

    @TestHTTPResource
    URI service;

    @Inject
    HashingAdmission hashing;

    @Inject
    MeterRegistry metrics;

    @Inject
    Database database;

    private FullHashing full;

    @BeforeEach
    void nothingIsCountedYet() {
        full = new FullHashing(hashing);
        database.run("delete from throttle");
    }

    @AfterEach
    void nothingWaits() {
        full.end();
        await().until(() -> delayed() == 0);
    }

    @Test
    void repeatsOnAConnectionAreAnsweredLaterAndLater() {
        full.begin();
        RepeatingCaller caller = new RepeatingCaller(service);
        assertDelayed(repeat(() -> caller.login("alice", "wrong")), 503);
        assertThat(fastest(() -> new RepeatingCaller(service).login("alice", "wrong")))
                .as("first refusals")
                .isLessThan(AT_ONCE_MILLIS);
    }

    @Test
    void whoWaitedAsToldIsAnsweredAtOnce() {
        full.begin();
        RepeatingCaller caller = new RepeatingCaller(service);
        repeat(() -> caller.login("alice", "wrong"));

        assertThat(fastest(() -> {
                    waitAsTold();
                    return caller.login("alice", "wrong");
                }))
                .isLessThan(AT_ONCE_MILLIS);
    }

    @Test
    void aSuccessIsNeverDelayed() {
        String name = Api.registered();
        RepeatingCaller caller = new RepeatingCaller(service);
        full.begin();
        repeat(() -> caller.login(name, PASSWORD));
        assertThat(fastest(() -> caller.send(caller.request("/.well-known/jwks.json"))))
                .isLessThan(AT_ONCE_MILLIS);
        full.end();
        assertThat(fastest(() -> {
                    Answer answer = caller.login(name, PASSWORD);
                    assertThat(answer.status()).isEqualTo(200);
                    return answer;
                }))
                .isLessThan(AT_ONCE_MILLIS);
    }

    /** The refusal of a limit comes from a worker thread. */
    @Test
    void aLimitIsPacedTheSame() {
        String name = Api.registered();
        RepeatingCaller caller = new RepeatingCaller(service);
        for (int i = 0; i < 10; i++) {
            assertThat(caller.login(name, "wrong").status()).isEqualTo(401);
        }

        assertDelayed(repeat(() -> caller.login(name, "wrong")), 429);
        assertThat(fastest(() -> new RepeatingCaller(service).login(name, "wrong")))
                .isLessThan(AT_ONCE_MILLIS);
    }

    @Test
    void aRefusalWithoutABodyIsPacedTheSame() {
        String token = Api.token(Api.registered());
        RepeatingCaller caller = new RepeatingCaller(service);
        Supplier<Answer> export = () -> caller.send(caller.request("/auth/me/export")
                .method("HEAD", BodyPublishers.noBody())
                .header("Authorization", "Bearer " + token));
        for (int i = 0; i < 5; i++) {
            assertThat(export.get().status()).isEqualTo(200);
        }

        assertDelayed(repeat(export), 429);
    }

    @Test
    void pipelinedRequestsAreAnsweredInTheirOrder() {
        full.begin();
        try (Sockets sockets = new Sockets(service)) {
            List<String> ids =
                    IntStream.range(0, REPEATS).mapToObj(number -> "n" + number).toList();
            long begin = System.nanoTime();
            Socket socket = sockets.send(ids.stream().map(id -> login(id, "{}")).collect(Collectors.joining()));

            assertThat(ids)
                    .allSatisfy(id -> assertThat(Sockets.until(socket, "urn:request:" + id))
                            .contains("503 Service Unavailable")
                            .contains(id));
            assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin)).isGreaterThan(1500);
        }
    }

    @Test
    void whoHangsUpMeanwhileLeavesNothing() {
        full.begin();
        hangUpWhileDelayed("{}");
    }

    @Test
    void whoHangsUpMeanwhileAfterALimitLeavesNothing() {
        String name = Api.registered();
        for (int i = 0; i < 10; i++) {
            assertThat(Api.login(name, "wrong").statusCode()).isEqualTo(401);
        }

        hangUpWhileDelayed("{\"username\": \"" + name + "\", \"password\": \"wrong\"}");
    }

    private void hangUpWhileDelayed(String body) {
        try (LogCapture log = LogCapture.ofEverything()) {
            try (Sockets sockets = new Sockets(service)) {
                for (int caller = 0; caller < 20; caller++) {
                    sockets.send(login("some", body).repeat(REPEATS));
                }
                await().until(() -> delayed() > 0);
            }
            await().until(() -> delayed() == 0);
            assertThat(log.text()).doesNotContain("Exception");
        }
    }

    private static String login(String requestId, String body) {
        return "POST /auth/login HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + body.length()
                + "\r\nContent-Type: application/json\r\nX-Request-Id: " + requestId + "\r\n\r\n" + body;
    }

    private static void assertDelayed(List<Answer> answers, int status) {
        assertThat(answers).extracting(Answer::status).containsOnly(status);
        // longest first: a pause of the machine may shorten one of them, because it begins with the answer before
        LongStream longest = answers.stream()
                .map(Answer::millis)
                .sorted(Collections.reverseOrder())
                .mapToLong(each -> each)
                .limit(3);
        assertThat(longest.sum()).isBetween(1500L, 20_000L);
    }

    private static List<Answer> repeat(Supplier<Answer> call) {
        return IntStream.range(0, REPEATS).mapToObj(number -> call.get()).toList();
    }

    private static long fastest(Supplier<Answer> call) {
        return LongStream.generate(() -> call.get().millis()).limit(4).min().orElseThrow();
    }

    private static void waitAsTold() {
        try {
            TimeUnit.MILLISECONDS.sleep(1100);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private double delayed() {
        return metrics.get("latchkey.http.paced").gauge().value();
    }
}
