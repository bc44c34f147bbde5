package dev.latchkey.contract;

import static dev.latchkey.Api.json;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.Api;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The contract notices what is not promised; without this, a contract that notices nothing would look the same. */
@QuarkusTest
class ApiContractTest {

    private static final String PROBLEM = """
            {"type": "tag:x", "title": "t", "status": %d, "code": "%s", "instance": "urn:request:1"}""";

    private final ApiContract contract = ApiContract.committed();

    @Test
    void aTestFailsWhoseCallIsAnsweredOtherwiseThanDocumented() throws IOException {
        String without404 = Files.readString(Path.of("docs/openapi.yaml")).replace("\"201\":", "\"299\":");
        ContractFilter strict = new ContractFilter(ApiContract.of(without404));

        assertThatThrownBy(() -> json(Map.of("username", Api.newName(), "password", Api.PASSWORD))
                        .filter(strict)
                        .post("/auth/register"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("POST /auth/register")
                .hasMessageContaining("201");
    }

    @Test
    void everyTestOfTheServiceIsHeldToIt() {
        assertThat(io.restassured.RestAssured.filters())
                .filteredOn(ContractFilter.class::isInstance)
                .hasSize(1);
        given().get("/.well-known/jwks.json").then().statusCode(200);
    }

    @Test
    void findsAStatusThatIsNotDocumented() {
        assertThat(faults("GET", "/.well-known/jwks.json", 418, "application/problem+json", problem(418, "busy")))
                .isNotEmpty();
        assertThat(faults("HEAD", "/.well-known/jwks.json", 418, "application/problem+json", ""))
                .isNotEmpty();
    }

    @Test
    void findsAMediaTypeThatIsNotDocumented() {
        assertThat(faults("GET", "/.well-known/jwks.json", 200, "text/html", "<p>"))
                .isNotEmpty();
    }

    @Test
    void findsABodyThatDoesNotFit() {
        String right = "{\"sessions\": [{\"current\": true}]}";

        assertThat(faults("GET", "/auth/me/sessions", 200, "application/json", right))
                .isEmpty();
        assertThat(faults("GET", "/auth/me/sessions", 200, "application/json", right.replace("true", "\"yes\"")))
                .isNotEmpty();
        assertThat(faults("GET", "/auth/me/sessions", 200, "application/json", right.replace("current", "curent")))
                .isNotEmpty();
        assertThat(faults("GET", "/auth/me/sessions", 200, "application/json", "{"))
                .isNotEmpty();
    }

    @Test
    void findsAnErrorThatIsNoProblemOfTheCatalogue() {
        String path = "/auth/me/sessions";

        assertThat(faults("GET", path, 401, "application/problem+json", problem(401, "invalid_token")))
                .isEmpty();
        assertThat(faults("GET", path, 401, "application/problem+json", problem(401, "invalid_tokens")))
                .isNotEmpty();
        assertThat(faults("GET", path, 401, "application/problem+json", problem(403, "invalid_token")))
                .isNotEmpty();
        assertThat(faults("GET", path, 401, "application/json", problem(401, "invalid_token")))
                .isNotEmpty();
        assertThat(faults("PUT", path, 405, "text/plain", "no")).isNotEmpty();
        assertThat(faults("PUT", path, 200, "application/json", "{}")).isNotEmpty();
    }

    @Test
    void findsA503WithoutRetryAfter() {
        assertThat(faults("GET", "/auth/me", 503, "application/problem+json", problem(503, "unavailable")))
                .isNotEmpty();
    }

    @Test
    void saysNothingOfPathsThatAreNotInTheDocument() {
        assertThat(faults("GET", "/nope", 599, "text/html", "")).isEmpty();
        assertThat(faults("GET", "/auth/me/", 599, "text/html", "")).isEmpty();
    }

    private static String problem(int status, String code) {
        return PROBLEM.formatted(status, code);
    }

    private List<String> faults(String method, String path, int status, String type, String body) {
        return contract.faults(
                method, path, new ApiContract.Answer(status, Map.of("content-type", List.of(type)), body));
    }
}
