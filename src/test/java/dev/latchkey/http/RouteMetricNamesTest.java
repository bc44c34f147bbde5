package dev.latchkey.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Callers cannot create time series. */
@QuarkusTest
class RouteMetricNamesTest {

    @TestHTTPResource
    URI service;

    @TestHTTPResource(management = true)
    URI management;

    @Inject
    Routes routes;

    @Test
    void theRoutesAreThoseOfTheApiDocument() throws IOException {
        Set<String> documented = Files.readAllLines(Path.of("docs", "openapi.yaml")).stream()
                .filter(line -> line.matches(" {2}/[^{]*:"))
                .map(line -> line.strip().replaceFirst(":$", ""))
                .collect(Collectors.toSet());

        assertThat(routes.literalPaths())
                .filteredOn(path -> !path.startsWith("/test/"))
                .containsExactlyInAnyOrderElementsOf(documented);
    }

    @Test
    void noPathOfACallerBecomesAMetric() throws IOException {
        for (String path :
                new String[] {"/made-up-1", "/auth/made-up-2", "/q/made-up-3", "/made-up-4/", "/made-up-5;x"}) {
            given().urlEncodingEnabled(false).get(path).then().statusCode(404);
            given().header("Origin", "https://evil.example")
                    .urlEncodingEnabled(false)
                    .get(path);
            given().contentType("application/json").body("x".repeat(20_000)).post(path);
            given().header("Host", "").urlEncodingEnabled(false).get(path);
            hangUpBeforeTheBody(path);
        }

        assertThat(given().get(management + "metrics").asString()).doesNotContain("made-up");
    }

    private void hangUpBeforeTheBody(String path) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.getPort())) {
            socket.getOutputStream()
                    .write(("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99\r\n\r\n{")
                            .getBytes(StandardCharsets.US_ASCII));
        }
    }
}
