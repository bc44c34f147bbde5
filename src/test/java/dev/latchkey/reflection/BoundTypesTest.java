package dev.latchkey.reflection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The search for what Jackson writes and reads finds a type by every way in which code can hand it over. */
class BoundTypesTest {

    private static final String CODE = """
            package lab;
            import com.fasterxml.jackson.core.JsonGenerator;
            import com.fasterxml.jackson.core.type.TypeReference;
            import com.fasterxml.jackson.databind.JsonNode;
            import com.fasterxml.jackson.databind.ObjectMapper;
            import jakarta.ws.rs.core.Response;
            import java.util.*;
            import java.util.function.*;
            public class Lab {
                record Hidden(Inner inner, List<Item> items, Map<String, State[]> states) {}
                record Inner(int number) {}
                record Item(Optional<Deep> deep) {}
                record Deep(String text) {}
                enum State { ON, OFF }
                static class Unused { Never never; }
                static class Never {}
                final ObjectMapper json = new ObjectMapper();
                final Map<String, Object> member = new HashMap<>();
                Hidden hidden;
                List<Hidden> several;
                void print(Object what) throws Exception { json.writeValueAsString(what); }
                void all(List<?> what) throws Exception { for (Object each : what) { print(each); } }
                <T> T read(Class<T> type) throws Exception { return json.readValue("", type); }
                interface Printer { void show(Object what) throws Exception; }
                class Loud implements Printer { public void show(Object what) throws Exception { print(what); } }
                static class Unit { final Object value; Unit(Object value) { this.value = value; } }
                Map<String, Object> made() { Map<String, Object> made = new HashMap<>(); made.put("a", hidden); return made; }
                void run(JsonGenerator to, Printer printer, UnaryOperator<Object> any) throws Exception {
                    %s
                }
            }
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "json.writeValueAsString(hidden);",
                "to.writePOJO(hidden);",
                "to.writePOJOField(\"a\", several);",
                "json.valueToTree(hidden);",
                "json.convertValue(hidden, Map.class);",
                "json.readValue(\"\", Hidden.class);",
                "json.readerFor(Hidden.class).readValue(\"\");",
                "json.readValue(\"\", new TypeReference<List<Hidden>>() {});",
                "json.treeToValue((JsonNode) null, Hidden.class);",
                "Response.ok(hidden).build();",
                "io.vertx.core.json.Json.encode(hidden);",
                // through methods of the code
                "print(hidden);",
                "all(several);",
                "read(Hidden.class);",
                "printer.show(hidden);",
                "new Loud().show(hidden);",
                "print(new Unit(hidden).value);",
                // whose type the call does not have any more
                "print(Map.of(\"a\", hidden, \"b\", 1));",
                "print(List.of(Map.of(\"a\", several)));",
                "print(made());",
                "Map<String, Object> local = new TreeMap<>(); local.put(\"a\", hidden); print(local);",
                "Map<String, Object> local = made(); print(local);",
                "member.put(\"a\", hidden); print(member);",
                "print(new ArrayList<Object>(List.of(hidden)));",
                "all(several.stream().map(each -> Map.of(\"a\", each)).toList());",
                "Consumer<Hidden> write = json::valueToTree; write.accept(hidden);",
                "Runnable later = () -> { try { print(hidden); } catch (Exception e) { throw new Error(e); } };"
            })
    void findsATypeAndThoseOfItsMembers(String statement) {
        AttributedSources sources = AttributedSources.of("lab.Lab", CODE.formatted(statement));
        BoundTypes bound = new BoundTypes(sources);

        assertThat(bound.unknown()).isEmpty();
        assertThat(JsonMembers.of(bound.found(), sources, "lab"))
                .contains("lab.Lab$Hidden", "lab.Lab$Inner", "lab.Lab$Item", "lab.Lab$Deep", "lab.Lab$State")
                .doesNotContain("lab.Lab$Unused", "lab.Lab$Never");
    }

    @Test
    void saysWhatItCannotTell() {
        AttributedSources sources =
                AttributedSources.of("lab.Lab", CODE.formatted("print(System.getProperties().get(1));"));

        assertThat(new BoundTypes(sources).unknown())
                .singleElement()
                .asString()
                .contains("Lab.java:29 System.getProperties().get(1)");
    }

    @Test
    void findsNothingWhereJacksonIsNotCalled() {
        AttributedSources sources = AttributedSources.of("lab.Lab", CODE.formatted("List.of(hidden, new Unused());"));

        assertThat(JsonMembers.of(new BoundTypes(sources).found(), sources, "lab"))
                .isEmpty();
    }

    @Test
    void knowsWhatIsRegistered() {
        Registrations registrations = new Registrations(AttributedSources.of("lab.Lab", """
                package lab;
                import io.quarkus.runtime.annotations.RegisterForReflection;
                public class Lab {
                    @RegisterForReflection record Whole(int a) { record Nested(int b) {} }
                    @RegisterForReflection(ignoreNested = true) record Alone(int a) { record Without(int b) {} }
                    @RegisterForReflection(methods = false) record WithoutMethods(int a) {}
                    @RegisterForReflection(targets = Named.class) static class List {}
                    record Named(int a) {}
                    record Nothing(int a) {}
                }
                """));

        assertThat(registrations.annotated())
                .isEqualTo(Set.of("lab.Lab$Whole", "lab.Lab$Whole$Nested", "lab.Lab$Alone", "lab.Lab$Named"));
    }
}
