package dev.latchkey.password;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.crypto.RootSecret;
import dev.latchkey.crypto.RootSecret.Purpose;
import dev.latchkey.password.bcrypt.BcryptEngine;
import dev.latchkey.password.bcrypt.BcryptHash;
import dev.latchkey.password.bcrypt.BcryptJob;
import io.quarkus.elytron.security.common.BcryptUtil;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Elytron normalises a password by NFKC before it hashes it, so that fullwidth letters and their ASCII forms have the same hash
 * (CVE-2026-19611). It therefore gets only ASCII, which NFKC does not change. {@code DependencyRulesTest} checks that no other code calls
 * it.
 */
class OnlyAsciiReachesElytronTest {

    private static final byte[] SALT = "sixteen bytes ok".getBytes(StandardCharsets.US_ASCII);
    private static final int COST = BcryptJob.MINIMUM_COST;

    static Stream<String> hostile() {
        Random random = new Random(19611);
        Stream<String> made = IntStream.range(0, 100)
                .mapToObj(i -> random.ints(1 + random.nextInt(17), 0x80, 0x30000)
                        .filter(each -> each < Character.MIN_SURROGATE || each > Character.MAX_SURROGATE)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .append('\u00e9')
                        .toString());
        Stream<String> chosen = Stream.of(
                "\uff50\uff41\uff53\uff53\uff57\uff4f\uff52\uff44", // "password", fullwidth
                "\u2460\u2461\u2462\u2463\u2464\u2465\u2466\u2467", // "12345678", circled
                "\ufb01\ufb02\ufb03\ufb04", // ligatures that become ASCII
                "\ud835\udc29\ud835\udc1a\ud835\udc2c\ud835\udc2c", // "pass", mathematical
                "pass\u00adword", // soft hyphen
                "\u212a\u212b\u00b5", // Kelvin, Angstrom, micro
                "e\u0301".repeat(10),
                "a" + "\u0344".repeat(10) + "\u0316".repeat(10),
                "\ufdfa", // one character that becomes 18
                "\u00a0password\u3000",
                "\ud83d\ude00\ud83d\ude00");
        return Stream.concat(chosen, made);
    }

    /** For our own hashes, Elytron hashes the text that the pepper has made of the password. */
    @ParameterizedTest
    @MethodSource("hostile")
    void thePepperMakes64AsciiCharactersOfAnyPassword(String password) {
        RootSecret secret = RootSecret.parse(RootSecret.generate());

        assertThat(Pepper.apply(secret.current(Purpose.PEPPER), new PlainPassword(password)))
                .hasSize(64)
                .matches("[A-Za-z0-9+/]+");
    }

    /**
     * An imported bcrypt hash is of the password itself. The kernel computes those that are not ASCII; it takes bytes and normalises
     * nothing.
     */
    @ParameterizedTest
    @MethodSource("hostile")
    void whatIsNotAsciiIsNotHashedByElytron(String password) {
        byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
        BcryptJob kernel = job(bytes);
        BcryptJob elytron = job(bytes);
        BcryptEngine.TWIN.compute(kernel);
        BcryptEngine.ELYTRON.compute(elytron);

        assertThat(elytron.hash()).isEqualTo(kernel.hash());
    }

    @Test
    void fullwidthLettersAreNoAsciiLettersInAnImportedHash() {
        BcryptJob ascii = job("password".getBytes(StandardCharsets.UTF_8));
        BcryptJob fullwidth = job(hostile().findFirst().orElseThrow().getBytes(StandardCharsets.UTF_8));
        BcryptEngine.ELYTRON.compute(ascii, fullwidth);

        assertThat(fullwidth.hash()).isNotEqualTo(ascii.hash());
        assertThat(BcryptHash.parse(BcryptUtil.bcryptHash("password", COST, SALT)))
                .hasValueSatisfying(made -> assertThat(made.isOf(ascii)).isTrue());
    }

    /** Elytron also parses hashes. A text that is not ASCII is not a hash. */
    @Test
    void aHashWithOtherCharactersIsNone() {
        String hash = BcryptUtil.bcryptHash("password", COST, SALT);
        assertThat(BcryptHash.parse(hash)).isPresent();

        for (int i = 4; i < hash.length(); i++) {
            int widened = hash.charAt(i) > ' ' ? hash.charAt(i) - '!' + '\uff01' : hash.charAt(i);
            assertThat(BcryptHash.parse(hash.substring(0, i) + (char) widened + hash.substring(i + 1)))
                    .as("at " + i)
                    .isEmpty();
        }
    }

    private static BcryptJob job(byte[] password) {
        return new BcryptJob(password, SALT, COST);
    }
}
