package dev.latchkey.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.latchkey.Throttled;
import dev.latchkey.capacity.HashingAdmission;
import dev.latchkey.connection.Networks;
import dev.latchkey.http.RepeatingCaller.Answer;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Behind a proxy, whose connections carry the requests of many callers, the callers' networks are paced. */
@QuarkusTest
@TestProfile(Throttled.class)
class PacedNetworksTest {

    private static final String CROWD = "198.51.100.7";
    private static final long AT_ONCE_MILLIS = 300;

    @TestHTTPResource
    URI service;

    @Inject
    HashingAdmission hashing;

    @Inject
    RefusedNetworks networks;

    @Inject
    MeterRegistry metrics;

    private FullHashing full;
    private RepeatingCaller proxy;

    @BeforeEach
    void allLoginsAreRefused() {
        full = new FullHashing(hashing);
        full.begin();
        proxy = new RepeatingCaller(service);
    }

    @AfterEach
    void nothingWaits() {
        full.end();
        await().until(() -> metrics.get("latchkey.http.paced").gauge().value() == 0);
    }

    @Test
    void manyNetworksOnOneConnectionAreAnsweredAtOnce() {
        // on a connection of one caller, these would take ten seconds
        long slow = LongStream.range(0, 20)
                .map(number -> login("203.0." + number + ".1").millis())
                .filter(millis -> millis > AT_ONCE_MILLIS)
                .count();

        assertThat(slow).isLessThan(10);
    }

    @Test
    void aNetworkThatDoesNotWaitIsAnsweredLaterAndOthersAtOnce() {
        // a pause of the machine before the request is forgiven
        await().until(() -> {
            flood(CROWD);
            return login(CROWD).millis() >= 500;
        });
        // the same /24
        await().until(() -> {
            flood(CROWD);
            return login("198.51.100.200").millis() >= 500;
        });
        long another = LongStream.generate(() -> {
                    flood(CROWD);
                    return login("198.51.101.7").millis();
                })
                .limit(5)
                .min()
                .orElseThrow();
        assertThat(another).isLessThan(AT_ONCE_MILLIS);
    }

    /** As many refusals as a network may get before it is answered a second later. */
    private void flood(String address) {
        byte[] bytes = Networks.bytes(address).orElseThrow();
        for (int i = 0; i < 10_000; i++) {
            networks.delayMillis(Networks.block(bytes), System.nanoTime());
        }
    }

    private Answer login(String address) {
        Answer answer = proxy.send(proxy.loginRequest("alice", "wrong").header("X-Forwarded-For", address));
        assertThat(answer.status()).isEqualTo(503);
        return answer;
    }
}
