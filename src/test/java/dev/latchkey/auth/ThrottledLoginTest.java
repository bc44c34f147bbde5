package dev.latchkey.auth;

import static dev.latchkey.Api.PASSWORD;
import static dev.latchkey.Api.newName;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Database;
import dev.latchkey.Throttled;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
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
import org.junit.jupiter.api.Test;

/** Tests how often attackers may guess, and that the owner of the account can still sign in. */
@QuarkusTest
@TestProfile(Throttled.class)
class ThrottledLoginTest {

    private static final int ACCOUNT_BUDGET = 100;

    @TestHTTPResource
    URI service;

    @Inject
    Database database;

    @Inject
    MeterRegistry metrics;

    private Caller owner;
    private Caller thief;
    private String name;

    @BeforeEach
    void register() {
        database.run("delete from throttle");
        owner = Caller.at(service, "192.0.2.1");
        thief = Caller.at(service, "203.0.113.9");
        name = newName();
        assertThat(owner.register(name, PASSWORD).statusCode()).isEqualTo(201);
    }

    @Test
    void aNetworkHasTenGuessesAtAnAccount() {
        for (int left = 9; left >= 0; left--) {
            HttpResponse<String> guess = thief.movedTo("203.0.113." + left).login(name, "wrong");
            assertThat(guess.statusCode()).isEqualTo(401);
            assertThat(Caller.header(guess, "RateLimit")).startsWith("\"login\";r=" + left + ";t=");
        }

        HttpResponse<String> refused = thief.login(name, "wrong");

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.body()).contains("\"code\":\"throttled\"");
        assertThat(Long.parseLong(Caller.header(refused, "Retry-After"))).isBetween(1L, 600L);
        assertThat(Caller.header(refused, "RateLimit"))
                .startsWith("\"login\";r=0;t=" + Caller.header(refused, "Retry-After"));
        assertThat(Caller.header(refused, "RateLimit-Policy"))
                .isEqualTo("\"login\";q=10;w=6000, \"login-network\";q=300;w=3600");
        assertThat(owner.login(name, PASSWORD).statusCode()).isEqualTo(200);
        assertThat(thief.login(newName(), "wrong").statusCode()).isEqualTo(401);
    }

    @Test
    void anUnknownNameIsRefusedInTheSameWay() {
        String unknown = newName();
        for (int guess = 0; guess < 10; guess++) {
            assertThat(like(thief.login(unknown, "wrong"))).isEqualTo(like(thief.login(name, "wrong")));
        }

        assertThat(thief.login(unknown, "wrong").statusCode()).isEqualTo(429);
        assertThat(like(thief.login(unknown, "wrong"))).isEqualTo(like(thief.login(name, "wrong")));
    }

    @Test
    void anotherWayToTypeTheNameIsTheSameName() {
        for (int guess = 0; guess < 10; guess++) {
            thief.login(guess % 2 == 0 ? name : " " + name.toUpperCase(java.util.Locale.ROOT), "wrong");
        }

        assertThat(thief.login(name, "wrong").statusCode()).isEqualTo(429);
    }

    @Test
    void aRefusalDoesNotExtendItself() {
        for (int guess = 0; guess < 30; guess++) {
            thief.login(name, "wrong");
        }
        database.run("update throttle set tat = tat - interval '10 minutes'");

        assertThat(thief.login(name, "wrong").statusCode()).isEqualTo(401);
        assertThat(thief.login(name, "wrong").statusCode()).isEqualTo(429);
    }

    @Test
    void anOfficeBehindOneAddressSignsInInTheMorning() throws Exception {
        List<String> people = IntStream.range(0, 40)
                .mapToObj(number -> {
                    String person = newName();
                    stranger(number).register(person, PASSWORD);
                    return person;
                })
                .toList();

        List<HttpResponse<String>> answers = atOnce(32, 400, number -> owner.login(people.get(number % 40), PASSWORD));

        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200);
        assertThat(Caller.header(owner.login(name, PASSWORD), "RateLimit"))
                .isEqualTo("\"login\";r=10;t=0, \"login-network\";r=300;t=0");
    }

    @Test
    void aNetworkThatTriesManyNamesIsStopped() throws Exception {
        List<HttpResponse<String>> answers = atOnce(32, 400, number -> thief.login(newName(), "wrong"));

        assertThat(answers.stream().filter(each -> each.statusCode() == 401).count())
                .isBetween(300L, 310L);
        assertThat(owner.login(name, PASSWORD).statusCode()).isEqualTo(200);
    }

    @Test
    void ofTwoHundredGuessesAtOnceNoMoreThanTheBudgetAreHashed() throws Exception {
        long before = hashed();

        List<HttpResponse<String>> answers =
                atOnce(32, 200, number -> stranger(number).login(name, "wrong"));

        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(401, 429);
        assertThat(hashed() - before).isEqualTo(ACCOUNT_BUDGET);
    }

    @Test
    void tenThousandAddressesDoNotKeepTheOwnerFromAKnownDevice() throws Exception {
        Caller known = owner.with(owner.login(name, PASSWORD));
        long before = hashed();

        CompletableFuture<List<HttpResponse<String>>> answers = CompletableFuture.supplyAsync(
                () -> atOnce(200, 10_000, number -> stranger(number).login(name, "wrong")));
        int logins = 0;
        while (!answers.isDone()) {
            // from the attackers' networks, too
            HttpResponse<String> login =
                    known.movedTo(stranger(logins).address()).login(name, PASSWORD);
            assertThat(login.statusCode()).isEqualTo(200);
            logins++;
        }

        long guesses =
                answers.get().stream().filter(each -> each.statusCode() == 401).count();
        assertThat(logins).isGreaterThan(1);
        // and one more in five minutes
        assertThat(guesses).isBetween((long) ACCOUNT_BUDGET, ACCOUNT_BUDGET + 1L);
        assertThat(hashed() - before).isEqualTo(logins + guesses);
        HttpResponse<String> fromElsewhere = owner.movedTo("198.51.100.200").login(name, PASSWORD);
        assertThat(fromElsewhere.statusCode()).isEqualTo(429);
        assertThat(Caller.header(fromElsewhere, "RateLimit")).contains("\"login-account\";r=0;t=");
    }

    /** Returns the number of hashed passwords: logins that were refused or succeeded are hashed, throttled ones are not. */
    private long hashed() {
        return metrics.find("latchkey.password.hashing").tag("operation", "verify").timers().stream()
                .mapToLong(timer -> timer.count())
                .sum();
    }

    private Caller stranger(int number) {
        return Caller.at(service, "100.%d.%d.7".formatted(number / 250, number % 250));
    }

    private static List<HttpResponse<String>> atOnce(int callers, int count, IntFunction<HttpResponse<String>> call) {
        ExecutorService executor = Executors.newFixedThreadPool(callers);
        try {
            List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, count)
                    .mapToObj(number -> CompletableFuture.supplyAsync(() -> call.apply(number), executor))
                    .toList();
            return answers.stream().map(CompletableFuture::join).toList();
        } finally {
            executor.shutdownNow();
        }
    }

    /** Returns what the caller sees, without what differs from call to call and from second to second. */
    private static String like(HttpResponse<String> answer) {
        String id = Caller.header(answer, "X-Request-Id");
        return (answer.statusCode() + answer.headers().map().toString() + answer.body())
                .replace(id, "ID")
                .replaceAll("t=[0-9]+|retry-after=\\[[0-9]+\\]", "T")
                .replaceAll("\"login-network\";r=[0-9]+", "N");
    }
}
