package dev.latchkey.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A page and a form need annotations only: headers, errors and media types follow them. JSON routes are as before. */
@QuarkusTest
class RoutePolicyTest {

    private static final String PAGE = "/test/page";
    private static final RestAssuredConfig UTF_8 = RestAssured.config()
            .encoderConfig(EncoderConfig.encoderConfig().defaultContentCharset(StandardCharsets.UTF_8));

    @Inject
    Routes routes;

    @Test
    void aPageHasTheHeadersOfItsPolicy() {
        given().accept("text/html")
                .get(PAGE)
                .then()
                .statusCode(200)
                .contentType(startsWith("text/html"))
                .header("Cache-Control", "no-cache")
                .header("Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'")
                .header("X-Content-Type-Options", "nosniff");
    }

    @Test
    void aFormIsRead() {
        given().config(UTF_8)
                .formParam("name", "café & co")
                .post(PAGE)
                .then()
                .statusCode(200)
                .body(equalTo("<p>café & co</p>"));
    }

    @Test
    void errorsOfFiltersAndOfTheFrameworkHaveTheFormOfTheRoute() {
        page(given().header("Origin", "https://evil.example").get(PAGE).then(), 403);
        page(
                given().config(UTF_8)
                        .formParam("name", "x".repeat(20_000))
                        .post(PAGE)
                        .then(),
                413);
        page(given().contentType("application/json").body("{}").post(PAGE).then(), 415);
        page(given().accept("application/json").get(PAGE).then(), 406);
        page(given().accept("text/html/nonsense").get(PAGE).then(), 406);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/auth/login", "/auth/register"})
    void aRouteForJsonTakesNoForm(String path) {
        given().formParam("username", "alice")
                .formParam("password", "a raven on a writing desk")
                .post(path)
                .then()
                .statusCode(415)
                .contentType("application/problem+json")
                .header("Cache-Control", "no-store")
                .header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    }

    @Test
    void whatNoRouteMatchesIsJson() {
        given().get("/nope").then().statusCode(404).contentType("application/problem+json");
        given().contentType("application/json")
                .body("{}")
                .put(PAGE)
                .then()
                .statusCode(405)
                .contentType("application/problem+json");
    }

    /** The cookie is refused whatever the method is, and before the answer that the method is wrong. */
    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "POST", "PATCH"})
    void aCookieOfAnotherSiteIsRefusedByItsPath(String method) {
        for (String path : List.of("/auth/login", "/auth/refresh", "/auth/logout")) {
            given().cookie("__Host-latchkey-refresh", "lk1.stolen")
                    .header("Origin", "https://evil.example")
                    .request(method, path)
                    .then()
                    .statusCode(403)
                    .body("code", equalTo("cross_site"));
        }
    }

    @Test
    void noTwoTemplatesMatchOnePath() {
        List<String> paths = routes.templates().stream()
                .map(template -> template.toString()
                        .replaceAll("\\{list:[^}]*}}", "7")
                        .replaceAll("\\{version:[^}]*}}", "0123456789abcdef")
                        .replace("{name: oauth-authorization-server|openid-configuration}", "openid-configuration")
                        .replaceAll("\\{[^}]*}", "x"))
                .toList();

        assertThat(paths)
                .hasSizeGreaterThan(5)
                .allSatisfy(path -> assertThat(routes.templates())
                        .filteredOn(template -> template.matches(path))
                        .as(path)
                        .hasSize(1));
    }

    private static void page(ValidatableResponse answer, int status) {
        answer.statusCode(status)
                .contentType("text/html;charset=UTF-8")
                .header("Cache-Control", "no-store")
                .body(startsWith("<h1>"));
    }
}
