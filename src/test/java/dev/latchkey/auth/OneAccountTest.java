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
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** An account has one budget, whatever name is typed and from whichever network of a block. */
@QuarkusTest
@TestProfile(Throttled.class)
class OneAccountTest {

    @TestHTTPResource
    URI service;

    @Inject
    Database database;

    @Inject
    MeterRegistry metrics;

    private Caller owner;
    private Caller thief;
    private String name;
    private String address;

    @BeforeEach
    void verify() {
        database.run("delete from throttle");
        owner = Caller.at(service, "192.0.2.1");
        thief = Caller.at(service, "203.0.113.9");
        name = newName();
        address = name + "@example.org";
        assertThat(owner.register(name, PASSWORD).statusCode()).isEqualTo(201);
        database.run(
                "update users set email = ?, email_key = ?, email_verified_at = now() where username = ?",
                address,
                address,
                name);
    }

    @Test
    @DisplayName("B2: ten guesses by name and then some by the verified address are ten guesses")
    void aNameAndAnAddressAreOneBudget() {
        guess(thief, name, 10);
        long compared = compared();
        double silent = refusedUntold("login-user");

        // the right password gets the same answer as any other
        HttpResponse<String> right = thief.login(address, PASSWORD);
        HttpResponse<String> wrong = thief.login(address, "not the password");
        HttpResponse<String> unknown = thief.login(newName() + "@example.org", "not the password");

        assertThat(right.statusCode()).isEqualTo(401);
        assertThat(like(right)).isEqualTo(like(wrong)).isEqualTo(like(unknown));
        assertThat(compared() - compared).isEqualTo(3);
        assertThat(refusedUntold("login-user") - silent).isEqualTo(2);
        assertThat(database.text(
                        "select count(*) from audit_events e join users u on u.id = e.user_id"
                                + " where u.username = ? and e.type = 'SignInRefused' and e.details ->> 'reason' = 'throttled'",
                        name))
                .isEqualTo("2");
    }

    @Test
    @DisplayName("B2: in turns, and in the other order, too")
    void inTurns() {
        String upper = address.toUpperCase(Locale.ROOT);
        for (int guess = 0; guess < 5; guess++) {
            guess(thief, guess % 2 == 0 ? address : upper, 1);
            guess(thief, name, 1);
        }

        assertThat(thief.login(name, PASSWORD).statusCode()).isEqualTo(401);
        assertThat(thief.login(address, PASSWORD).statusCode()).isEqualTo(401);
        assertThat(owner.login(name, PASSWORD).statusCode()).isEqualTo(200);
        assertThat(owner.login(address, PASSWORD).statusCode()).isEqualTo(200);
    }

    @Test
    @DisplayName("B2: two hundred at once from many networks, half by each name, are a hundred")
    void atOnceFromManyNetworks() {
        double before = refusedUntold("login-user-account");
        ExecutorService thieves = Executors.newFixedThreadPool(8);
        try {
            List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, 200)
                    .mapToObj(number -> CompletableFuture.supplyAsync(
                            () -> Caller.at(service, "100.64.%d.7".formatted(number))
                                    .login(number % 2 == 0 ? name : address, "not the password"),
                            thieves))
                    .toList();
            assertThat(answers.stream().map(each -> each.join().statusCode())).isSubsetOf(401, 429);
        } finally {
            thieves.shutdownNow();
        }

        // 100 by each name, and one more in five minutes
        assertThat(refusedUntold("login-user-account") - before).isBetween(98.0, 100.0);
        assertThat(owner.login(name, PASSWORD).statusCode()).isNotEqualTo(200);
        assertThat(owner.login(address, PASSWORD).statusCode()).isNotEqualTo(200);
    }

    @Test
    @DisplayName("B2: what succeeds is given back to both, and a known device has its own")
    void whatSucceedsIsGivenBack() {
        guess(owner, name, 5);
        Caller known = owner.with(owner.login(name, PASSWORD));
        for (int login = 0; login < 12; login++) {
            assertThat(owner.login(login % 2 == 0 ? name : address, PASSWORD).statusCode())
                    .isEqualTo(200);
        }
        guess(owner, name, 5);

        assertThat(owner.login(name, PASSWORD).statusCode()).isEqualTo(429);
        assertThat(known.login(name, PASSWORD).statusCode()).isEqualTo(200);
    }

    @Test
    @DisplayName("B1: 120 guesses from 12 networks of one block leave the owner's new device its budget")
    void aBlockDoesNotFillAnAccount() {
        int hashed = 0;
        for (int guess = 0; guess < 120; guess++) {
            Caller there = Caller.at(service, "2001:db8:7:1%02x::%d".formatted(guess / 10, guess));
            hashed += there.login(guess % 2 == 0 ? name : address, "not the password")
                                    .statusCode()
                            == 401
                    ? 1
                    : 0;
        }

        // 20 attempts by each name, of which 20 are compared in all
        assertThat(hashed).isEqualTo(40);
        assertThat(owner.login(name, PASSWORD).statusCode()).isEqualTo(200);
        assertThat(owner.login(address, PASSWORD).statusCode()).isEqualTo(200);
    }

    @Test
    @DisplayName("B1: nor do 200 guesses from 200 networks of one /48, and other blocks notice nothing")
    void aSiteDoesNotFillAnAccount() {
        int hashed = 0;
        for (int guess = 0; guess < 200; guess++) {
            Caller there = Caller.at(service, "2001:db8:7:%x::1".formatted(guess * 257));
            hashed += there.login(name, "not the password").statusCode() == 401 ? 1 : 0;
        }

        assertThat(hashed).isEqualTo(40);
        HttpResponse<String> refused = Caller.at(service, "2001:db8:7:ffff::1").login(name, PASSWORD);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(Caller.header(refused, "RateLimit-Policy")).contains("\"login-48\";q=40;w=24000");
        HttpResponse<String> elsewhere = Caller.at(service, "2001:db8:8:1::1").login(name, PASSWORD);
        assertThat(elsewhere.statusCode()).isEqualTo(200);
        assertThat(Caller.header(elsewhere, "RateLimit")).isEqualTo("\"login\";r=10;t=0, \"login-network\";r=300;t=0");
    }

    private static void guess(Caller caller, String name, int times) {
        for (int guess = 0; guess < times; guess++) {
            assertThat(caller.login(name, "not the password").statusCode()).isEqualTo(401);
        }
    }

    private double refusedUntold(String limit) {
        return metrics.get("latchkey.throttle.refused")
                .tag("limit", limit)
                .counter()
                .count();
    }

    private long compared() {
        return metrics.find("latchkey.password.hashing").tag("operation", "verify").timers().stream()
                .mapToLong(timer -> timer.count())
                .sum();
    }

    /** Returns what a caller sees, without what differs from call to call and from second to second. */
    private static String like(HttpResponse<String> answer) {
        String id = Caller.header(answer, "X-Request-Id");
        return (answer.statusCode() + answer.headers().map().toString() + answer.body())
                .replace(id, "ID")
                .replaceAll("t=[0-9]+|retry-after=\\[[0-9]+\\]", "T")
                .replaceAll("\"login\";r=[0-9]+", "L")
                .replaceAll("\"login-network\";r=[0-9]+", "N");
    }
}
