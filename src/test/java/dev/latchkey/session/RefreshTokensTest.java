package dev.latchkey.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.crypto.RootSecret;
import dev.latchkey.session.RefreshTokens.Presented;
import java.util.Base64;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests which texts are refresh tokens. */
class RefreshTokensTest {

    private static final UUID ID = UUID.fromString("01a21310-c67b-7e6e-bab5-0a62c5a0eb2c");
    private static final GrantId SESSION = GrantId.ofSession(ID);
    private static final GrantId CLIENT = GrantId.ofClient(ID);
    private static final String OLD = secret(1);
    private static final String NEW = secret(2);
    private static final String BASE64URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private static final String GOLDEN = "lk1.AaITEMZ7fm66tQpixaDrLAAAAAexjI13VE4b-amXVPz_arHS3dWOt_LpiYlF9NIXCgOI2w";

    private final RefreshTokens tokens = new RefreshTokens(RootSecret.parse(OLD));

    @Test
    void namesItsSessionAndGeneration() {
        String token = tokens.write(SESSION, 7);

        assertThat(token).matches("lk1\\.[A-Za-z0-9_-]{70}");
        assertThat(tokens.read(token)).contains(new Presented(SESSION, 7));
        assertThat(tokens.write(SESSION, 7)).isEqualTo(token);
        assertThat(tokens.write(SESSION, 8)).isNotEqualTo(token);
    }

    @Test
    void ofAClientsGrantNamesTheGrant() {
        String token = tokens.write(CLIENT, 7);

        assertThat(token).matches("lk2\\.[A-Za-z0-9_-]{70}");
        assertThat(tokens.read(token)).contains(new Presented(CLIENT, 7));
    }

    @Test
    void ofOneKindIsNoneOfTheOther() {
        String ofSession = tokens.write(SESSION, 7);
        String ofClient = tokens.write(CLIENT, 7);

        assertThat(ofSession.substring(4)).isNotEqualTo(ofClient.substring(4));
        assertThat(tokens.read("lk2." + ofSession.substring(4))).isEmpty();
        assertThat(tokens.read("lk1." + ofClient.substring(4))).isEmpty();
        assertThat(tokens.read("lk3." + ofClient.substring(4))).isEmpty();
    }

    /** The token as 0.1.0-SNAPSHOT wrote it: such tokens are in use and stay valid. */
    @Test
    void isTheSameToTheByteAsBeforeThereWereGrants() {
        assertThat(tokens.write(SESSION, 7)).isEqualTo(GOLDEN);
        assertThat(tokens.read(GOLDEN)).contains(new Presented(SESSION, 7));
    }

    @Test
    void isGenuineToTheLastBit() {
        String token = tokens.write(SESSION, 0);

        for (int i = 0; i < token.length(); i++) {
            for (int c = 0; c < BASE64URL.length(); c++) {
                char other = BASE64URL.charAt(c);
                if (other != token.charAt(i)) {
                    assertThat(tokens.read(token.substring(0, i) + other + token.substring(i + 1)))
                            .isEmpty();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "lk1.", "lk2.", "lk1", ".", "\0", "🔑", "eyJhbGciOiJub25lIn0.e30."})
    void isNothingElse(String text) {
        assertThat(tokens.read(text)).isEmpty();
        assertThat(tokens.read("lk1." + text.repeat(70))).isEmpty();
        assertThat(tokens.read(tokens.write(SESSION, 0) + text + "=")).isEmpty();
    }

    @Test
    void outlivesTheRotationOfTheRootSecret() {
        RefreshTokens rotated = new RefreshTokens(RootSecret.parse(NEW + "," + OLD));
        RefreshTokens prepared = new RefreshTokens(RootSecret.parse(OLD + "," + NEW));
        RefreshTokens forgotten = new RefreshTokens(RootSecret.parse(NEW));
        String former = tokens.write(SESSION, 3);

        assertThat(rotated.read(former)).contains(new Presented(SESSION, 3));
        assertThat(rotated.write(SESSION, 3)).isEqualTo(forgotten.write(SESSION, 3));
        assertThat(prepared.write(SESSION, 3)).isEqualTo(former);
        assertThat(prepared.read(rotated.write(SESSION, 3))).contains(new Presented(SESSION, 3));
        assertThat(forgotten.read(former)).isEmpty();
        assertThat(tokens.read(rotated.write(SESSION, 3))).isEmpty();
    }

    @Test
    void doesNotShowItself() {
        String value = tokens.write(SESSION, 0);

        assertThat(new RefreshToken(value, java.time.Duration.ofDays(1)))
                .asString()
                .doesNotContain(value);
        assertThat(new RefreshTokenGrant.Refreshed(null, new RefreshToken(value, java.time.Duration.ofDays(1))))
                .asString()
                .doesNotContain(value);
    }

    private static String secret(int seed) {
        byte[] bytes = new byte[32];
        IntStream.range(0, 32).forEach(i -> bytes[i] = (byte) (seed * 31 + i * 7));
        return Base64.getEncoder().encodeToString(bytes);
    }
}
