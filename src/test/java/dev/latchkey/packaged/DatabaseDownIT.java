package dev.latchkey.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without its database the service refuses in time, reports it, and recovers by itself. */
class DatabaseDownIT {

    /** The contract: a caller waits no longer for a refusal. */
    private static final Duration REFUSED_WITHIN = Duration.ofSeconds(5);

    /** The contract: users can sign in again this long after the database is back, at the latest. */
    private static final Duration BACK_WITHIN = Duration.ofSeconds(10);

    private static final int CALLERS = 20;

    @TempDir
    static Path directory;

    private static PostgresServer postgres;
    private static ServiceProcess service;
    private static Client client;
    private static String token;

    @BeforeAll
    static void aServiceWithAPersonSignedIn() {
        postgres = new PostgresServer(directory);
        service = ServiceProcess.start(Settings.good(postgres.newDatabase()));
        client = service.client();
        assertThat(client.register("alice").statusCode()).isEqualTo(201);
        token = client.token("alice");
    }

    @AfterAll
    static void end() {
        if (service != null) {
            service.close();
        }
        if (postgres != null) {
            postgres.close();
        }
    }

    @Test
    void aStoppedDatabaseIsRefusedInTimeAndComesBack() {
        fillThePool();
        postgres.stop();
        try {
            everyCallIsRefusedInTime();
            whatNeedsNoDatabaseGoesOn();
        } finally {
            postgres.start();
        }
        peopleSignInAgain();
    }

    @Test
    void aFrozenDatabaseIsRefusedInTimeAndComesBack() {
        fillThePool();
        // longer than the pool trusts a connection without validation
        Waiting.pause(Duration.ofSeconds(2));
        postgres.freeze();
        try {
            everyCallIsRefusedInTime();
            whatNeedsNoDatabaseGoesOn();
        } finally {
            postgres.thaw();
        }
        peopleSignInAgain();
    }

    @Test
    void aDatabaseThatFreezesUnderLoadIsRefusedInTime() {
        fillThePool();
        // the pool trusts connections that were used just before, so these requests hang in their query
        postgres.freeze();
        try {
            assertThat(inParallel(CALLERS, () -> send(me()))).allSatisfy(DatabaseDownIT::isRefusal);
        } finally {
            postgres.thaw();
        }
        peopleSignInAgain();
    }

    private static void everyCallIsRefusedInTime() {
        isRefusal(send(me()));
        isRefusal(send(login()));
        isRefusal(send(register(0)));
        assertThat(inParallel(CALLERS, () -> send(login()))).allSatisfy(DatabaseDownIT::isRefusal);
        assertThat(inParallel(CALLERS, () -> send(register(1)))).allSatisfy(DatabaseDownIT::isRefusal);
        assertThat(inParallel(CALLERS, () -> send(me()))).allSatisfy(DatabaseDownIT::isRefusal);
    }

    private static void whatNeedsNoDatabaseGoesOn() {
        for (String path : List.of(
                "/.well-known/jwks.json",
                "/.well-known/openid-configuration",
                "/.well-known/oauth-authorization-server",
                "/latchkey.js")) {
            assertThat(send(client.get(path).build()).statusCode()).as(path).isEqualTo(200);
        }
        assertThat(client.health("live").statusCode()).isEqualTo(200);
        // G4: load balancers check this group, so that the routes above stay reachable
        assertThat(client.health("group/serving").statusCode()).isEqualTo(200);
        HttpResponse<String> readiness = client.health("ready");
        assertThat(readiness.statusCode()).isEqualTo(503);
        assertThat(readiness.body()).contains("DOWN");
    }

    private static void peopleSignInAgain() {
        assertThat(Waiting.comesTrue(BACK_WITHIN, () -> client.login("alice").statusCode() == 200))
                .isTrue();
        // another request may still get a broken connection; the contract is for all requests together
        assertThat(Waiting.comesTrue(BACK_WITHIN, () -> client.me(token).statusCode() == 200))
                .isTrue();
        assertThat(Waiting.comesTrue(BACK_WITHIN, () -> client.health("ready").statusCode() == 200))
                .isTrue();
    }

    private static void isRefusal(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(answer.headers().firstValue("Retry-After").orElse("")).matches("[0-9]+");
        assertThat(answer.body()).contains("\"code\":\"unavailable\"");
    }

    /** Sends many requests at once, so that the pool has many connections to lose. */
    private static void fillThePool() {
        for (int round = 0; round < 5; round++) {
            assertThat(inParallel(CALLERS, () -> client.me(token)))
                    .allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(200));
        }
    }

    private static HttpRequest me() {
        return client.get("/auth/me")
                .header("Authorization", "Bearer " + token)
                .timeout(REFUSED_WITHIN)
                .build();
    }

    private static HttpRequest login() {
        return client.credentials("/auth/login", "alice", Client.PASSWORD)
                .timeout(REFUSED_WITHIN)
                .build();
    }

    private static HttpRequest register(int number) {
        return client.credentials("/auth/register", "bob" + number, Client.PASSWORD)
                .timeout(REFUSED_WITHIN)
                .build();
    }

    private static HttpResponse<String> send(HttpRequest request) {
        return client.send(request);
    }

    private static <T> List<T> inParallel(int callers, Callable<T> call) {
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try {
            List<Future<T>> answers = threads.invokeAll(
                    IntStream.range(0, callers).mapToObj(each -> call).toList());
            return answers.stream().map(DatabaseDownIT::result).toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static <T> T result(Future<T> answer) {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new AssertionError("a call was not answered in time", e.getCause());
        }
    }
}
