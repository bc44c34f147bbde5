package dev.latchkey.userimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.fge.jsonschema.main.JsonSchemaFactory;
import dev.latchkey.password.foreign.HashParameters;
import dev.latchkey.password.foreign.Vectors;
import dev.latchkey.password.foreign.Vectors.Vector;
import dev.latchkey.problem.ProblemException;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema in the documents matches the checks of the import. */
@QuarkusTest
class ImportRowSchemaTest {

    private static final Path SCHEMA = Path.of("docs/import-row.schema.json");

    @Inject
    ImportRows rows;

    @Inject
    ObjectMapper json;

    @Test
    void itHasTheMembersOfALine() throws IOException {
        JsonNode schema = json.readTree(SCHEMA.toFile());

        assertThat(names(schema)).containsExactlyInAnyOrderElementsOf(components(ImportRow.class));
        assertThat(names(schema.path("properties").path("hash")))
                .containsExactlyInAnyOrderElementsOf(components(HashParameters.class));
        assertThat(schema.path("properties").path("roles").path("maxItems").asInt())
                .isEqualTo(ImportRow.MOST_ROLES);
    }

    @Test
    void everyLineThatIsImportedIsValid() throws Exception {
        List<String> lines =
                new ArrayList<>(List.of(ImportRow.EXAMPLE, "{\"username\":\"alice\",\"passwordHash\":\"\"}"));
        for (Vector vector : Vectors.all()) {
            ObjectNode line =
                    json.createObjectNode().put("username", "alice").put("passwordHash", vector.passwordHash());
            line.set("hash", vector.hash());
            lines.add(json.writeValueAsString(line));
        }
        for (String line : lines) {
            rows.accept(rows.read(line.getBytes(StandardCharsets.UTF_8)));
            assertThat(isValid(line)).as(line).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"username\":17}",
                "{\"username\":\"al\"}",
                "{\"username\":\"a b\"}",
                "{\"username\":\"alice\",\"email\":\"nowhere\"}",
                "{\"username\":\"alice\",\"emailVerified\":\"yes\"}",
                "{\"username\":\"alice\",\"profile\":[]}",
                "{\"username\":\"alice\",\"status\":\"gone\"}",
                "{\"username\":\"alice\",\"roles\":\"admin\"}",
                "{\"username\":\"alice\",\"password\":\"a raven on a writing desk\"}",
                "{\"username\":\"alice\",\"hash\":{\"unknown\":1}}",
                "{\"username\":\"alice\",\"createdAt\":\"yesterday\"}"
            })
    void whatIsRefusedForItsFormIsNotValid(String line) throws Exception {
        assertThat(isValid(line)).isFalse();
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> rows.accept(rows.read(line.getBytes(StandardCharsets.UTF_8))));
    }

    private boolean isValid(String line) throws Exception {
        return JsonSchemaFactory.byDefault()
                .getJsonSchema(json.readTree(SCHEMA.toFile()))
                .validate(json.readTree(line))
                .isSuccess();
    }

    private static List<String> names(JsonNode schema) {
        List<String> names = new ArrayList<>();
        schema.path("properties").fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<String> components(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
    }
}
