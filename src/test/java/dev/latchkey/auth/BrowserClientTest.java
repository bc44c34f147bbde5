package dev.latchkey.auth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests how a page loads the browser client. Its behaviour in a browser is tested in client/test. */
@QuarkusTest
class BrowserClientTest {

    private static final Path MODULE = Path.of("client/latchkey.js");

    @Test
    void isServedByAShortNameAndByOneThatNeverChanges() throws Exception {
        byte[] module = Files.readAllBytes(MODULE);
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(module));
        String versioned = "/latchkey-" + hash.substring(0, 16) + ".js";

        ExtractableResponse<Response> newest = given().get("/latchkey.js")
                .then()
                .statusCode(200)
                .contentType("text/javascript;charset=UTF-8")
                .header("Content-Location", versioned)
                .header("Cache-Control", "public, max-age=300")
                .extract();
        ExtractableResponse<Response> immutable = given().get(versioned)
                .then()
                .statusCode(200)
                .contentType("text/javascript;charset=UTF-8")
                .header("Cache-Control", "public, max-age=31536000, immutable")
                .extract();

        assertThat(newest.asByteArray()).isEqualTo(module);
        assertThat(immutable.asByteArray()).isEqualTo(module);
        given().header("If-None-Match", newest.header("ETag"))
                .get("/latchkey.js")
                .then()
                .statusCode(304)
                .header("Content-Location", versioned);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/latchkey-0000000000000000.js",
                "/latchkey-.js",
                "/latchkey-x.js",
                "/client/latchkey.js",
                "/LATCHKEY.JS"
            })
    void isNothingElse(String path) {
        given().get(path).then().statusCode(404).body("code", equalTo("not_found"));
    }

    @Test
    void hasAtMostFourKibibytesOnTheWire() throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(Files.readAllBytes(MODULE));
        }

        assertThat(zipped.size()).isBetween(500, 4096);
    }
}
