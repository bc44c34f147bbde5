package dev.latchkey.admin;

import static dev.latchkey.Api.as;
import static dev.latchkey.Api.registered;
import static dev.latchkey.Api.token;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.latchkey.Database;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Only an admin is admitted below /admin. The routes are read from the OpenAPI document, so that a new one is included. */
@QuarkusTest
class EveryAdminRouteTest {

    private record Route(String method, String path, String type) {

        ValidatableResponse call(RequestSpecification caller) {
            return caller.contentType(type)
                    .body("{}".getBytes(StandardCharsets.UTF_8))
                    .request(method, path)
                    .then();
        }
    }

    @TestHTTPResource(management = true)
    URI management;

    @Inject
    Database database;

    private final List<Route> routes = new ArrayList<>();

    @BeforeEach
    void readTheDocument() throws IOException {
        JsonNode paths = new YAMLMapper()
                .readTree(given().get(management + "openapi").then().extract().asString())
                .get("paths");
        paths.properties().forEach(path -> {
            if (path.getKey().startsWith("/admin")) {
                path.getValue()
                        .properties()
                        .forEach(operation -> routes.add(new Route(
                                operation.getKey().toUpperCase(Locale.ROOT),
                                path.getKey().replaceAll("\\{[a-z]+}", "01a2136d-659d-7bbb-b082-98843c83ea5b"),
                                bodyType(operation.getValue()))));
            }
        });
        assertThat(routes).hasSizeGreaterThanOrEqualTo(14);
    }

    private static String bodyType(JsonNode operation) {
        Iterator<String> types = operation.path("requestBody").path("content").fieldNames();
        return types.hasNext() ? types.next() : "application/json";
    }

    @Test
    void asksAStrangerForAToken() {
        routes.forEach(route -> route.call(given()).statusCode(401).body("code", equalTo("authentication_required")));
    }

    @Test
    void refusesAPlainUser() {
        String token = token(registered());

        routes.forEach(route -> route.call(as(token)).statusCode(403).body("code", equalTo("access_denied")));
    }

    @Test
    void refusesAnAdminWhoWasDisabled() {
        Admins.named(database);
        String name = Admins.named(database);
        String token = token(name);
        database.run("update users set status = 'DISABLED' where username = ?", name);

        routes.forEach(route -> route.call(as(token)).statusCode(401).body("code", equalTo("invalid_token")));
    }

    @Test
    void refusesAnAdminWhoIsNoneAnyMore() {
        Admins.named(database);
        String name = Admins.named(database);
        String token = token(name);
        database.run(
                "delete from user_roles where role_name = 'admin' and user_id = (select id from users where username = ?)",
                name);

        routes.forEach(route -> route.call(as(token)).statusCode(403));
    }
}
