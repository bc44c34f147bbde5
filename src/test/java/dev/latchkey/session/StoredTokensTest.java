package dev.latchkey.session;

import static dev.latchkey.Api.PASSWORD;
import static dev.latchkey.Api.json;
import static dev.latchkey.Api.login;
import static dev.latchkey.Api.registered;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Database;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A stolen database contains no token that was issued. */
@QuarkusTest
class StoredTokensTest {

    @Inject
    Database database;

    @Test
    void noTableHoldsATokenThatWasIssued() {
        String name = registered();
        var first = login(name, PASSWORD).then().statusCode(200).extract();
        var next = json(Map.of("refreshToken", first.path("refreshToken")))
                .post("/auth/refresh")
                .then()
                .statusCode(200)
                .extract();
        assertThat(database.tablesWith(name))
                .as("the search finds what is there")
                .contains("public.users");

        Stream.of(
                        first.<String>path("token"),
                        first.<String>path("refreshToken"),
                        next.<String>path("token"),
                        next.<String>path("refreshToken"),
                        first.header("X-Latchkey-Device"))
                .filter(token -> token != null)
                .forEach(token -> {
                    // the MAC or the signature is at the end
                    String end = token.substring(token.length() - 20);
                    assertThat(database.tablesWith(end))
                            .as("%d characters", token.length())
                            .isEmpty();
                    assertThat(database.tablesWith(hexOfTheLastBytes(token))).isEmpty();
                });
    }

    private static String hexOfTheLastBytes(String token) {
        // four characters are three bytes, counted from the beginning of the last part
        String last = token.substring(token.lastIndexOf('.') + 1);
        int whole = last.length() / 4 * 4;
        byte[] bytes = Base64.getUrlDecoder().decode(last.substring(0, whole).getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().formatHex(Arrays.copyOfRange(bytes, Math.max(0, bytes.length - 8), bytes.length));
    }
}
