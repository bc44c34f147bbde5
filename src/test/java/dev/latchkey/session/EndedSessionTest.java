package dev.latchkey.session;

import static dev.latchkey.Api.PASSWORD;
import static dev.latchkey.Api.json;
import static dev.latchkey.Api.login;
import static dev.latchkey.Api.registered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.latchkey.Throttled;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Tests a client that keeps refreshing a session that is over. */
@QuarkusTest
@TestProfile(Throttled.class)
class EndedSessionTest {

    @Inject
    AgroalDataSource database;

    @Test
    @DisplayName(
            "A6: after the first refusal, each refresh of an ended session costs the statement that counts it, and no other")
    void refusalsAreCheap() {
        String token = login(registered(), PASSWORD).path("refreshToken");
        json(Map.of("refreshToken", token)).post("/auth/logout").then().statusCode(204);
        refresh(token).statusCode(401);
        long before = database.getMetrics().acquireCount();

        for (int i = 0; i < 20; i++) {
            refresh(token).statusCode(401).body("code", equalTo("invalid_refresh_token"));
        }

        assertThat(database.getMetrics().acquireCount() - before).isEqualTo(20);
    }

    @Test
    @DisplayName("A6: a token that is none of ours costs nothing")
    void rubbishCostsNothing() {
        long before = database.getMetrics().acquireCount();

        for (String rubbish : new String[] {"", "lk1.", "lk1." + "A".repeat(72), "x".repeat(10_000)}) {
            refresh(rubbish).statusCode(401);
        }

        assertThat(database.getMetrics().acquireCount()).isEqualTo(before);
    }

    @Test
    @DisplayName("A6: another session of the same account is not taken for the one that has ended")
    void othersGoOn() {
        String name = registered();
        String ended = login(name, PASSWORD).path("refreshToken");
        String open = login(name, PASSWORD).path("refreshToken");
        json(Map.of("refreshToken", ended)).post("/auth/logout").then().statusCode(204);
        refresh(ended).statusCode(401);

        refresh(open).statusCode(200);
    }

    @Test
    void noMoreThanTenThousandAreRemembered() {
        EndedSessions sessions = new EndedSessions();
        UUID first = new UUID(0, 0);
        for (int i = 0; i <= 10_000; i++) {
            sessions.add(new UUID(0, i));
        }

        assertThat(sessions.contains(first)).isFalse();
        assertThat(sessions.contains(new UUID(0, 1))).isTrue();
        assertThat(sessions.contains(new UUID(0, 10_000))).isTrue();
    }

    private static ValidatableResponse refresh(String token) {
        return json(Map.of("refreshToken", token)).post("/auth/refresh").then();
    }
}
