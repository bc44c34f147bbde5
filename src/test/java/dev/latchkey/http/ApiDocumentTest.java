package dev.latchkey.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The API document is complete, and the committed docs/openapi.yaml is the one that the service serves. */
@QuarkusTest
class ApiDocumentTest {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER, YAMLGenerator.Feature.SPLIT_LINES)
            .build();

    @TestHTTPResource(management = true)
    URI management;

    private JsonNode document;

    @BeforeEach
    void read() throws JsonProcessingException {
        document = YAML.readTree(
                given().get(management + "openapi").then().extract().asString());
    }

    /** Sorts the members first, because their order differs from build to build. */
    @Test
    void isTheCommittedOne() throws IOException {
        StringBuilder text = new StringBuilder();
        for (String part : List.of("openapi", "info", "tags", "paths", "components")) {
            text.append(YAML.writeValueAsString(Map.of(part, YAML.treeToValue(document.get(part), Object.class))));
        }
        Files.writeString(Path.of("target/openapi.yaml"), text);

        assertThat(text)
                .as("docs/openapi.yaml is out of date: cp target/openapi.yaml docs/openapi.yaml")
                .hasToString(Files.readString(Path.of("docs/openapi.yaml")));
    }

    @Test
    void hasASummaryAndAnExampleForEveryOperation() {
        for (JsonNode path : document.get("paths")) {
            for (JsonNode operation : path) {
                String name = operation.path("operationId").asText();
                assertThat(operation.path("summary").asText()).as(name).isNotEmpty();
                assertThat(operation.path("responses").fieldNames())
                        .toIterable()
                        .as(name)
                        .contains("500", "503");
                assertThat(operation.findValues("content"))
                        .as(name)
                        .allMatch(content -> content.findValue("examples") != null);
            }
        }
    }
}
