package dev.latchkey.auth;

import static dev.latchkey.Api.PASSWORD;
import static dev.latchkey.Api.newName;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Database;
import dev.latchkey.Throttled;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests what a known device may do, and until when it is known. */
@QuarkusTest
@TestProfile(Throttled.class)
class KnownDeviceTest {

    private static final String OTHER = "the pool on the roof must have a leak";

    @TestHTTPResource
    URI service;

    @Inject
    Database database;

    private String name;
    private Caller stranger;
    private Caller known;
    private String token;

    @BeforeEach
    void signIn() {
        database.run("delete from throttle");
        stranger = Caller.at(service, "192.0.2.1");
        name = newName();
        assertThat(stranger.register(name, PASSWORD).statusCode()).isEqualTo(201);
        HttpResponse<String> login = stranger.login(name, PASSWORD);
        known = stranger.with(login);
        token = new JsonObject(login.body()).getString("token");
    }

    @Test
    void hasABudgetOfItsOwnThatDoesNotSpill() {
        for (int guess = 0; guess < 20; guess++) {
            assertThat(known.login(name, "wrong").statusCode()).isEqualTo(401);
        }

        HttpResponse<String> refused = known.login(name, PASSWORD);

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(Caller.header(refused, "RateLimit-Policy")).isEqualTo("\"login-device\";q=20;w=6000");
        assertThat(Caller.header(stranger.login(name, PASSWORD), "RateLimit"))
                .isEqualTo("\"login\";r=10;t=0, \"login-network\";r=300;t=0");
    }

    @Test
    void copiesOfATokenShareItsBudget() {
        Caller later = known.with(known.login(name, PASSWORD));
        for (int guess = 0; guess < 10; guess++) {
            known.login(name, "wrong");
            later.login(name, "wrong");
        }

        assertThat(later.login(name, "wrong").statusCode()).isEqualTo(429);
    }

    @Test
    void isKnownToItsPersonOnly() {
        String victim = newName();
        stranger.register(victim, PASSWORD);

        assertThat(isKnown(known.login(victim, PASSWORD))).isFalse();
        assertThat(isKnown(known.login(name, PASSWORD))).isTrue();
    }

    @Test
    void isAStrangerToWhoeverGetsTheNameLater() {
        database.run("delete from users where username = ?", name);
        stranger.register(name, PASSWORD);

        assertThat(isKnown(known.login(name, PASSWORD))).isFalse();
    }

    @Test
    void aNewPasswordMakesStrangersOfAllOthers() {
        Caller other = stranger.with(stranger.login(name, PASSWORD));
        HttpResponse<String> changed = Caller.send(signedIn(known, "/auth/me/password")
                .PUT(BodyPublishers.ofString(
                        "{\"currentPassword\": \"%s\", \"newPassword\": \"%s\"}".formatted(PASSWORD, OTHER))));

        assertThat(changed.statusCode()).isEqualTo(204);
        assertThat(isKnown(known.with(changed).login(name, OTHER))).isTrue();
        assertThat(isKnown(known.login(name, OTHER))).isFalse();
        assertThat(isKnown(other.login(name, OTHER))).isFalse();
    }

    @Test
    void signingOutEverywhereMakesStrangersOfAll() {
        assertThat(Caller.send(signedIn(known, "/auth/me/sessions").DELETE()).statusCode())
                .isEqualTo(204);

        assertThat(isKnown(known.login(name, PASSWORD))).isFalse();
    }

    @Test
    void signingOutTheOthersLeavesThisOneKnown() {
        Caller other = stranger.with(stranger.login(name, PASSWORD));
        HttpResponse<String> answer =
                Caller.send(signedIn(known, "/auth/me/sessions?keep=current").DELETE());

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(isKnown(known.with(answer).login(name, PASSWORD))).isTrue();
        assertThat(isKnown(other.login(name, PASSWORD))).isFalse();
    }

    @Test
    void whoWasDisabledIsAStrangerAfterwards() {
        database.run("update users set status = 'DISABLED' where username = ?", name);
        assertThat(isKnown(known.login(name, PASSWORD))).isFalse();
        database.run("update users set status = 'ACTIVE' where username = ?", name);

        assertThat(isKnown(known.login(name, PASSWORD))).isFalse();
    }

    @Test
    void aBrowserIsKnownByACookie() {
        Browser browser = new Browser(service);
        HttpResponse<String> first = Caller.send(fromBrowser(browser, ""));

        List<String> cookies = first.headers().allValues("Set-Cookie");
        String device = cookies.stream()
                .filter(each -> each.startsWith("__Host-latchkey-device="))
                .findFirst()
                .orElseThrow();
        assertThat(cookies).hasSize(2);
        assertThat(device)
                .contains("; Max-Age=15552000;")
                .contains("; Path=/;")
                .contains("; Secure")
                .contains("; HTTPOnly")
                .contains("; SameSite=Strict");
        assertThat(first.headers().firstValue(Caller.DEVICE)).isEmpty();
        assertThat(isKnown(Caller.send(fromBrowser(browser, device.substring(0, device.indexOf(';'))))))
                .isTrue();
    }

    @Test
    void aSignedInPersonsPasswordCannotBeGuessed() {
        for (int guess = 0; guess < 10; guess++) {
            assertThat(deletion("wrong").statusCode()).isEqualTo(403);
        }

        assertThat(deletion(PASSWORD).statusCode()).isEqualTo(429);
        assertThat(known.login(name, PASSWORD).statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> deletion(String password) {
        return Caller.send(signedIn(known, "/auth/me")
                .method("DELETE", BodyPublishers.ofString("{\"password\": \"%s\"}".formatted(password))));
    }

    private HttpRequest.Builder signedIn(Caller caller, String path) {
        return caller.request(path).header("Authorization", "Bearer " + token);
    }

    private HttpRequest.Builder fromBrowser(Browser browser, String cookie) {
        HttpRequest.Builder request = stranger.request("/auth/login")
                .POST(BodyPublishers.ofString("{\"username\": \"%s\", \"password\": \"%s\", \"transport\": \"cookie\"}"
                        .formatted(name, PASSWORD)));
        browser.own().forEach(request::header);
        return cookie.isEmpty() ? request : request.header("Cookie", cookie);
    }

    private static boolean isKnown(HttpResponse<String> answer) {
        return Caller.header(answer, "RateLimit").startsWith("\"login-device\"");
    }
}
