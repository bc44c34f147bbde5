package dev.latchkey.http;

import static dev.latchkey.Api.PASSWORD;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.latchkey.Api;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With a collector's address, requests are traced, and traces have no personal data. */
@QuarkusTest
@TestProfile(TracesTest.WithACollector.class)
class TracesTest {

    /** Sets the endpoint, and the protocol because this collector speaks HTTP. */
    public static final class WithACollector implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "latchkey.traces.endpoint", "http://localhost:" + collector(),
                    "quarkus.otel.exporter.otlp.protocol", "http/protobuf",
                    "quarkus.otel.bsp.schedule.delay", "200ms");
        }
    }

    private static int collector() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
            server.createContext("/v1/traces", call -> {
                // a system property, because the classes of the profile and of the test are loaded twice
                String body = new String(call.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1);
                System.setProperty("received.traces", System.getProperty("received.traces", "") + body);
                call.sendResponseHeaders(200, -1);
                call.close();
            });
            server.start();
            return server.getAddress().getPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @Timeout(60)
    void callsAreTracedAndTellOfNobody() throws InterruptedException {
        String name = Api.registered();
        Api.login(name, PASSWORD);
        given().header("User-Agent", "alices-browser")
                .get("/auth/me?name=" + name)
                .then()
                .statusCode(401);

        while (!received().contains("/auth/login") || !received().contains("/auth/me")) {
            Thread.sleep(50);
        }
        assertThat(received()).doesNotContain(name, PASSWORD, "alices-browser", "127.0.0.1", "lk1.");
    }

    private static String received() {
        return System.getProperty("received.traces", "");
    }
}
