package dev.latchkey.admin;

import static dev.latchkey.Api.as;
import static dev.latchkey.Api.login;
import static dev.latchkey.Api.newName;
import static dev.latchkey.Api.registered;
import static dev.latchkey.Api.token;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.Database;
import dev.latchkey.password.foreign.Vectors;
import dev.latchkey.password.foreign.Vectors.Vector;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Users are imported and keep their passwords. */
@QuarkusTest
class ImportTest {

    private static final String BCRYPT = "$2b$04$2FHvGqkqyJJFm/2aY/7TJOWkZjqRjechsuQA4YiSoYKPi7rrjCih2";

    @Inject
    Database database;

    @Inject
    ObjectMapper json;

    private String admin;

    @BeforeEach
    void signIn() {
        admin = Admins.signedIn(database);
    }

    @Test
    void oneBadLineOfEveryKindKeepsNoneOfAThousandGoodOnesOut() {
        String prefix = newName();
        String taken = registered();
        String proved = newName();
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            lines.add("{\"username\":\"%s-%d\",\"passwordHash\":\"%s\"}".formatted(prefix, i, BCRYPT));
        }
        lines.set(0, verified(prefix + "-0", proved));
        Map<String, String> bad = BadLines.all(taken, prefix, proved);
        Map<Integer, String> expected = new LinkedHashMap<>();
        int at = 7;
        for (Map.Entry<String, String> each : bad.entrySet()) {
            lines.add(at, each.getKey());
            expected.put(at + 1, each.getValue());
            at += 27;
        }

        JsonPath result = send(String.join("\n", lines)).jsonPath();

        assertThat(result.getInt("imported")).isEqualTo(1000);
        assertThat(result.getInt("refused")).isEqualTo(bad.size());
        assertThat(result.getInt("lines")).isEqualTo(1000 + bad.size());
        Map<Integer, String> faults = new LinkedHashMap<>();
        result.<Map<String, Object>>getList("faults")
                .forEach(
                        fault -> faults.put((Integer) fault.get("line"), fault.get("code") + " " + fault.get("field")));
        assertThat(faults).isEqualTo(expected);
        assertThat(database.text("select count(*) from users where username like ?", prefix + "-%"))
                .isEqualTo("1000");
    }

    private static String verified(String name, String mailbox) {
        return "{\"username\":\"%s\",\"email\":\"%s@example.org\",\"emailVerified\":true}".formatted(name, mailbox);
    }

    @Test
    void nobodyTakesAnothersNameByProvingItAsAnAddress() {
        String name = newName();
        JsonPath result = send("{\"username\":\"" + name + "@example.org\"}\n" + verified(newName(), name))
                .jsonPath();

        assertThat(result.getString("faults[0].field")).isEqualTo("email");
    }

    static List<Vector> ofEachScheme() {
        Map<String, Vector> schemes = new LinkedHashMap<>();
        Vectors.all().stream()
                .filter(vector -> !vector.password().equals("x"))
                .forEach(vector -> schemes.put(scheme(vector), vector));
        return List.copyOf(schemes.values());
    }

    private static String scheme(Vector vector) {
        String text = String.valueOf(vector.passwordHash());
        if (vector.hash() != null) {
            return String.valueOf(vector.hash().size());
        }
        int end = text.indexOf('$', 1);
        return end < 0 ? vector.made() : text.substring(0, end);
    }

    @ParameterizedTest
    @MethodSource("ofEachScheme")
    void whoComesWithAHashSignsInWithTheirPasswordAndTheHashIsMadeAnew(Vector vector) throws JsonProcessingException {
        String name = newName();
        ObjectNode row = json.createObjectNode().put("username", name);
        if (vector.passwordHash() != null) {
            row.put("passwordHash", vector.passwordHash());
        }
        if (vector.hash() != null) {
            row.set("hash", vector.hash());
        }

        assertThat(send(json.writeValueAsString(row)).jsonPath().getInt("imported"))
                .isEqualTo(1);

        assertThat(stored(name)).startsWith("sealed:");
        login(name, vector.password() + "x").then().statusCode(401);
        login(name, vector.password() + "\0").then().statusCode(401);
        assertThat(stored(name)).startsWith("sealed:");
        login(name, vector.password()).then().statusCode(200);
        assertThat(stored(name)).startsWith("hmac-sha384-bcrypt:");
        login(name, vector.password()).then().statusCode(200);
        login(name, vector.password() + "x").then().statusCode(401);
    }

    @Test
    void allThatALineSaysIsThere() {
        String name = newName();
        String line = """
                {"username":"%s","email":"%s@Example.org","emailVerified":true,"status":"disabled","roles":["user","admin"],\
                "profile":{"favoriteColor":"blue","emoji":"🔑"},"createdAt":"2019-08-24T14:15:22Z"}""".formatted(name, name);

        send(line).then().statusCode(200);

        JsonPath person = as(admin)
                .get("/admin/users?q=" + name + "&status=disabled")
                .jsonPath()
                .setRootPath("users[0]");
        assertThat(person.getString("email")).isEqualTo(name + "@Example.org");
        assertThat(person.getBoolean("emailVerified")).isTrue();
        assertThat(person.getList("roles")).containsExactly("admin", "user");
        assertThat(person.getMap("profile")).containsEntry("emoji", "🔑").containsEntry("favoriteColor", "blue");
        assertThat(person.getString("createdAt")).isEqualTo("2019-08-24T14:15:22Z");
        assertThat(person.getString("passwordChangedAt")).isNull();
        assertThat(database.texts(
                        "select details::text from audit_events where type = 'UserImported' and user_id = ?::uuid",
                        person.getString("id")))
                .hasSize(1);
    }

    @Test
    void theSameLinesCanComeAgain() {
        String prefix = newName();
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 700; i++) {
            lines.add("{\"username\":\"%s-%d\",\"passwordHash\":\"%s\"}".formatted(prefix, i, BCRYPT));
        }
        send(String.join("\n", lines.subList(0, 600)));
        login(prefix + "-3", "a raven on a writing desk").then().statusCode(200);

        JsonPath again = send(String.join("\n", lines)).jsonPath();

        assertThat(again.getInt("imported")).isEqualTo(100);
        assertThat(again.getInt("alreadyThere")).isEqualTo(600);
        assertThat(again.getInt("refused")).isZero();
        String other =
                "{\"username\":\"%s-3\",\"passwordHash\":\"%s\"}".formatted(prefix, BCRYPT.replace("2FH", "3FH"));
        assertThat(send(other).jsonPath().getString("faults[0].code")).isEqualTo("username_taken");
    }

    @Test
    void twoOfOneNameInOneFileAreOnePersonOrAFault() {
        String name = newName();
        String line = "{\"username\":\"%s\"}".formatted(name);
        String same = "{\"username\":\"%s\",\"profile\":{}}".formatted(name);
        String otherSpelling = same.replace(name, name.toUpperCase(Locale.ROOT));
        String different = "{\"username\":\"%s\",\"passwordHash\":\"%s\"}".formatted(name, BCRYPT);

        JsonPath result = send(String.join("\r\n", line, same, otherSpelling, "", different, ""))
                .jsonPath();

        assertThat(result.getInt("imported")).isEqualTo(1);
        assertThat(result.getInt("alreadyThere")).isEqualTo(1);
        assertThat(result.getList("faults.line")).isEqualTo(List.of(3, 5));
    }

    @Test
    void anEmptyFileAndOneWithAByteOrderMarkAreFine() {
        assertThat(send("").jsonPath().getInt("lines")).isZero();
        assertThat(send("\uFEFF{\"username\":\"%s\"}\n".formatted(newName()))
                        .jsonPath()
                        .getInt("imported"))
                .isEqualTo(1);
    }

    @Test
    void onlyTheFirstThousandFaultsAreNamed() {
        JsonPath result = send("x\n".repeat(2500)).jsonPath();

        assertThat(result.getInt("refused")).isEqualTo(2500);
        assertThat(result.getList("faults")).hasSize(1000);
    }

    @Test
    void noOtherTypeIsTaken() {
        as(admin)
                .contentType("application/json")
                .body("{}")
                .post("/admin/users/import")
                .then()
                .statusCode(415);
        assertThat(token(registered())).isNotEmpty();
    }

    private Response send(String lines) {
        // REST Assured would add the charset ISO-8859-1
        EncoderConfig plain = EncoderConfig.encoderConfig().appendDefaultContentCharsetToContentTypeIfUndefined(false);
        return as(admin)
                .config(RestAssuredConfig.config().encoderConfig(plain))
                .contentType("application/x-ndjson")
                .body(lines.getBytes(StandardCharsets.UTF_8))
                .post("/admin/users/import");
    }

    private String stored(String name) {
        return database.text("select password_hash from users where username = ?", name);
    }
}
