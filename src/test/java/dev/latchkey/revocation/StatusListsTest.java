package dev.latchkey.revocation;

import static dev.latchkey.Api.as;
import static dev.latchkey.Api.registered;
import static dev.latchkey.Api.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Database;
import dev.latchkey.HandTurnedClock;
import dev.latchkey.key.SigningKeys;
import dev.latchkey.session.SessionConfig;
import dev.latchkey.session.SessionRows;
import dev.latchkey.session.StatusListReader;
import dev.latchkey.token.StatusReferences;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lists beyond the first, in the course of time, and of full size. */
@QuarkusTest
class StatusListsTest {

    @Inject
    Database database;

    @Inject
    RevokedSessions revokedSessions;

    @Inject
    StatusReferences references;

    @Inject
    SigningKeys keys;

    @Inject
    SessionConfig config;

    private String name;
    private StatusListReader reader;

    @BeforeEach
    void register() {
        name = registered();
        reader = new StatusListReader();
    }

    @Test
    void theNextMillionHasAListOfItsOwn() {
        long before = Long.parseLong(database.text("select last_value from session_status_index"));
        database.text("select setval('session_status_index', ?)", Math.max(before, StatusReferences.LIST_BITS + 4L));

        String first = token(name);
        String second = token(name);
        as(second).delete("/auth/me/sessions/" + SessionRows.of(second)).then().statusCode(204);

        assertThat(StatusListReader.reference(first).uri()).endsWith("/auth/status-lists/1");
        assertThat(StatusListReader.reference(first).index()).isGreaterThan(4).isLessThan(10_000);
        assertThat(reader.isRevokedSoon(second)).isTrue();
        assertThat(reader.isRevoked(first)).isFalse();
    }

    @Test
    void aListStaysTheSameUntilHalfOfItsLifeIsOver() throws InterruptedException {
        HandTurnedClock clock = new HandTurnedClock();
        StatusLists lists = new StatusLists(revokedSessions, references, keys, clock, config);
        String first = lists.list(0).orElseThrow().body();

        clock.pass(Duration.ofSeconds(134));
        Thread.sleep(1_100);
        assertThat(lists.list(0).orElseThrow().body()).isEqualTo(first);
        clock.pass(Duration.ofSeconds(2));
        Thread.sleep(1_100);
        assertThat(lists.list(0).orElseThrow().body()).isNotEqualTo(first);
    }

    /** The figure is for the README; what must hold is that it stays small. */
    @Test
    void aListOfAMillionSessionsWithTenThousandRevokedIsSmall() {
        IntStream oneInAHundred =
                new Random(1).ints(0, StatusReferences.LIST_BITS).distinct().limit(10_000);

        int bytes = Revoked.of(oneInAHundred).lst().length();

        System.out.printf("a list of 1,048,576 sessions, 10,000 of them revoked at random: %,d bytes%n", bytes);
        assertThat(bytes).isLessThan(32_000);
        assertThat(Revoked.of(IntStream.empty()).lst().length()).isLessThan(300);
    }
}
