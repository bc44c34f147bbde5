package dev.latchkey.admin;

import static dev.latchkey.Api.PASSWORD;
import static dev.latchkey.Api.as;
import static dev.latchkey.Api.login;
import static dev.latchkey.Api.newName;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Database;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests what happens to the passwords of imported users. */
@QuarkusTest
class ImportedPasswordsTest {

    private static final String LONG = "correct horse battery staple ".repeat(3) + "and a tail";

    /** Hash of {@link #LONG}, by bcryptjs 3 (npm), which truncates it at 72 bytes. */
    private static final String OF_LONG = "$2b$04$UdMJ3CqOgeF0fQYElMIdUe..dkHwJkYjBdaym3Za4sdjhByO3jCDe";

    /** Hash of {@code Ünïcödé raven} in NFD, also by bcryptjs 3. */
    private static final String OF_NFD = "$2b$04$0Eai6u6pXPCVyMY11WtwNe7wbSTbP3ZVTZaZvGWOeyj56ANtqj/j2";

    private static final String NFC = Normalizer.normalize("Ünïcödé raven", Normalizer.Form.NFC);

    @Inject
    Database database;

    private String admin;

    @BeforeEach
    void signIn() {
        admin = Admins.signedIn(database);
    }

    /** E3. */
    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\" \"", "\"\",\"hash\":{}", "\"\",\"hash\":{\"salt\":\"\",\"rounds\":8}"})
    void anEmptyHashIsNoPasswordAndIsSaid(String empty) {
        String name = newName();

        JsonPath result = send("{\"username\":\"%s\",\"passwordHash\":%s}".formatted(name, empty));

        assertThat(result.getInt("imported")).isEqualTo(1);
        assertThat(result.getString("notes[0].field")).isEqualTo("passwordHash");
        assertThat(result.getString("notes[0].message")).contains("imported without a password");
        assertThat(stored(name)).isNull();
        login(name, "").then().statusCode(401);
    }

    /** E6: the first 72 bytes are accepted once, then the whole password is hashed. */
    @Test
    void aPasswordThatWasCutSignsInOnceByItsFirstBytesAndThenByTheWholeOnly() {
        String name = imported(OF_LONG);

        login(name, LONG.substring(0, 71)).then().statusCode(401);
        login(name, "x" + LONG).then().statusCode(401);
        login(name, LONG).then().statusCode(200);

        assertThat(stored(name)).startsWith("hmac-sha384-bcrypt:");
        login(name, LONG.substring(0, 72)).then().statusCode(401);
        login(name, LONG + "x").then().statusCode(401);
        login(name, LONG).then().statusCode(200);
    }

    /** E6. */
    @Test
    void aPasswordThatWasDecomposedSignsInComposedAndThenInEachForm() {
        String name = imported(OF_NFD);

        login(name, NFC + "x").then().statusCode(401);
        login(name, NFC).then().statusCode(200);

        assertThat(stored(name)).startsWith("hmac-sha384-bcrypt:");
        login(name, Normalizer.normalize(NFC, Normalizer.Form.NFD)).then().statusCode(200);
        login(name, NFC).then().statusCode(200);
    }

    /** F8. */
    @Test
    void aStolenDatabaseHoldsNoImportedHash() {
        String signerKey = "jxspr8Ki0RYycVU8zykbdLGjFQ3McFUH0uiiTvC8pVMXAn210wjLNmdZJzxUECKbm0QsEmYUSDzZvpjeJ9WmXA==";
        String name = newName();
        send("""
                {"username":"%s","passwordHash":"lSrfV15cpx95/sZS2W9c9Kp6i/LVgQNDNC/qzrCnh1SAyZvqmZqAjTdn3aoItz+VHjoZilo78198JAdRuid5lQ==",\
                "hash":{"salt":"42xEC+ixf3L2lw==","saltSeparator":"Bw==","signerKey":"%s","rounds":8,"memCost":14}}""".formatted(name, signerKey));
        String bcrypt = imported(OF_LONG.replace("UdM", "UdN"));
        assertThat(stored(name)).startsWith("sealed:");
        assertThat(database.tablesWith(bcrypt))
                .as("the search finds what is there")
                .contains("public.users");

        assertThat(database.tablesWith(signerKey.substring(0, 40))).isEmpty();
        assertThat(database.tablesWith("lSrfV15cpx95/sZS2W9c9Kp6i")).isEmpty();
        assertThat(database.tablesWith("42xEC+ixf3L2lw")).isEmpty();
        assertThat(database.tablesWith("UdNJ3CqOgeF0fQYElMIdUe")).isEmpty();

        login(name, "user1password").then().statusCode(200);
    }

    /** F8: a hash that was changed, or whose root secret is missing, gives a wrong password and not an error. */
    @Test
    void anEncryptedHashThatWasChangedIsWrong() {
        String name = imported("$2b$04$2FHvGqkqyJJFm/2aY/7TJOWkZjqRjechsuQA4YiSoYKPi7rrjCih2");
        String whole = stored(name);
        for (String changed : new String[] {
            whole.substring(0, whole.length() - 8) + "AAAAAAA=",
            whole.substring(0, 40),
            "sealed:0123456789abcdef:" + whole.substring(24),
            "sealed:" + whole.substring(7, 24) + "A".repeat(41)
        }) {
            database.run("update users set password_hash = ? where username = ?", changed, name);
            login(name, PASSWORD).then().statusCode(401);
        }
        database.run("update users set password_hash = ? where username = ?", whole, name);

        login(name, PASSWORD).then().statusCode(200);
    }

    private String imported(String hash) {
        String name = newName();
        assertThat(send("{\"username\":\"%s\",\"passwordHash\":\"%s\"}".formatted(name, hash))
                        .getInt("imported"))
                .isEqualTo(1);
        return name;
    }

    private JsonPath send(String lines) {
        // REST Assured would add the charset ISO-8859-1
        EncoderConfig plain = EncoderConfig.encoderConfig().appendDefaultContentCharsetToContentTypeIfUndefined(false);
        return as(admin)
                .config(RestAssuredConfig.config().encoderConfig(plain))
                .contentType("application/x-ndjson")
                .body(lines.getBytes(StandardCharsets.UTF_8))
                .post("/admin/users/import")
                .jsonPath();
    }

    private String stored(String name) {
        return database.text("select password_hash from users where username = ?", name);
    }
}
