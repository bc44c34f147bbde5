package dev.latchkey.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A service that is asked to stop logs it, completes running requests, and ends with 0; a service that fails ends with another code. */
class StopIT extends OnPostgres {

    private static final Duration SOON = Duration.ofMinutes(2);
    private static final Duration AT_ONCE = Duration.ofSeconds(4);
    private static final int CALLERS = 8;

    /** Compose and a service manager may send the signal more than once. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void itEndsWithZeroHoweverOftenItIsTold(int times) {
        try (ServiceProcess service = ServiceProcess.start(Settings.good(postgres.newDatabase()))) {
            for (int i = 0; i < times; i++) {
                service.signal("TERM");
            }

            assertThat(service.awaitEnd(SOON)).isZero();
        }
    }

    /** G4: the service leaves the load balancers before it refuses a request, and serves meanwhile. */
    @Test
    void itLeavesFirstAndServesOn() throws Exception {
        try (ServiceProcess service = ServiceProcess.start(Settings.good(postgres.newDatabase()))) {
            Client client = service.client();
            assertThat(client.register("alice").statusCode()).isEqualTo(201);
            assertThat(client.health("group/serving").statusCode()).isEqualTo(200);
            ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
            try {
                List<Future<HttpResponse<String>>> logins = new ArrayList<>();
                for (int i = 0; i < CALLERS; i++) {
                    logins.add(threads.submit(() -> client.login("alice")));
                }
                service.signal("TERM");
                assertThat(Waiting.comesTrue(
                                AT_ONCE, () -> client.health("group/serving").statusCode() == 503))
                        .isTrue();
                assertThat(client.health("ready").statusCode()).isEqualTo(503);
                assertThat(client.jwks().statusCode()).isEqualTo(200);
                for (Future<HttpResponse<String>> login : logins) {
                    assertThat(login.get().statusCode()).isEqualTo(200);
                }
            } finally {
                threads.shutdownNow();
            }
            assertThat(service.awaitEnd(SOON)).isZero();
        }
    }

    @Test
    void withoutADatabaseToo() {
        try (ServiceProcess service = ServiceProcess.start(Settings.good(postgres.newDatabase()))) {
            postgres.stop();
            try {
                assertThat(service.stop(SOON)).isZero();
            } finally {
                postgres.start();
            }
        }
    }

    @Test
    void aStartThatFailsIsAFailure() {
        try (ServiceProcess service = ServiceProcess.launch(Settings.good("jdbc:postgresql://localhost:1/latchkey"))) {
            assertThat(service.awaitEnd(SOON)).isBetween(1, 127);
        }
    }
}
