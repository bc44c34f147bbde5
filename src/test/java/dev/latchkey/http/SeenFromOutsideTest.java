package dev.latchkey.http;

import static dev.latchkey.Api.PASSWORD;
import static dev.latchkey.Api.login;
import static dev.latchkey.Api.newName;
import static dev.latchkey.Api.registered;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators and monitoring see, on the management port only. */
@QuarkusTest
class SeenFromOutsideTest {

    @TestHTTPResource(management = true)
    URI management;

    @ParameterizedTest
    @ValueSource(strings = {"/health/started", "/health/live", "/health/ready"})
    void theServiceIsUp(String path) {
        given().get(management + path.substring(1)).then().statusCode(200).body("status", equalTo("UP"));
    }

    @Test
    void readyMeansDatabaseAndSigningKey() {
        given().get(management + "health/ready")
                .then()
                .body("checks.name", hasItems("Database connections health check", "signing-key"));
    }

    @Test
    void loginsAreCountedByOutcomeAndHashingIsTimed() {
        String name = registered();
        double welcomed = metric("latchkey_logins_total{outcome=\"success\"}");
        double refused = metric("latchkey_logins_total{outcome=\"refused\"}");
        double hashed = metric("latchkey_password_hashing_seconds_count{operation=\"verify\"}");

        login(name, PASSWORD).then().statusCode(200);
        login(name, "not the password").then().statusCode(401);
        login(newName(), PASSWORD).then().statusCode(401);

        assertThat(metric("latchkey_logins_total{outcome=\"success\"}")).isEqualTo(welcomed + 1);
        assertThat(metric("latchkey_logins_total{outcome=\"refused\"}")).isEqualTo(refused + 2);
        assertThat(metric("latchkey_password_hashing_seconds_count{operation=\"verify\"}"))
                .isEqualTo(hashed + 3);
        assertThat(metrics()).doesNotContain(name);
    }

    @Test
    void strangersDoNotFillTheMetricsWithPathsOfTheirs() {
        given().header("Origin", "https://evil.example")
                .get("/a-stranger-was-here")
                .then()
                .statusCode(403);
        given().get("/another-stranger-was-here").then().statusCode(404);

        assertThat(metrics()).doesNotContain("stranger").contains("uri=\"REFUSED\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/health", "/q/health/ready", "/q/metrics", "/q/openapi"})
    void nothingOfItIsOnThePublicPort(String path) {
        given().get(path).then().statusCode(404).body("code", equalTo("not_found"));
    }

    private double metric(String name) {
        return metrics()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .map(line -> Double.valueOf(line.substring(name.length() + 1)))
                .findFirst()
                .orElse(0.0);
    }

    private String metrics() {
        return given().get(management + "metrics")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }
}
