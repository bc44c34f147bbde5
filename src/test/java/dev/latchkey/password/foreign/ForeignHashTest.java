package dev.latchkey.password.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.password.bcrypt.BcryptEngine;
import dev.latchkey.password.bcrypt.BcryptJob;
import dev.latchkey.password.foreign.Vectors.Vector;
import dev.latchkey.problem.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignHashTest {

    private static final String SALT_AND_HASH = "$c2FsdHNhbHQ$aGFzaGhhc2hoYXNoaGFzaA";
    private static final String BCRYPT = "$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy";

    static List<Vector> vectors() {
        return Vectors.all();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void comparesAsTheProgramsThatMadeIt(Vector vector) {
        ForeignHash hash = vector.read();

        assertThat(matches(hash, vector.password())).isTrue();
        assertThat(matches(ForeignHash.read(hash.text()), vector.password())).isTrue();
        assertThat(matches(hash, vector.password() + "x")).isFalse();
    }

    @Test
    void thereAreVectorsOfEveryScheme() {
        assertThat(vectors().stream()
                        .map(vector -> vector.read().text())
                        .map(text -> text.substring(1, text.indexOf('$', 1)))
                        .distinct())
                .containsExactlyInAnyOrder(
                        "2a",
                        "2b",
                        "2y",
                        "wp",
                        "bcrypt-sha256",
                        "bcrypt-sha256-hex",
                        "P",
                        "scrypt-nfkc",
                        "argon2id",
                        "argon2i",
                        "scrypt",
                        "firebase-scrypt",
                        "pbkdf2-sha1",
                        "pbkdf2-sha256",
                        "pbkdf2-sha512");
    }

    @ParameterizedTest
    @EnumSource(BcryptEngine.class)
    void noEngineFoldsWhatWasTyped(BcryptEngine engine) {
        Vector vector = vectors().stream()
                .filter(each ->
                        each.password().contains("①") && each.read().text().startsWith("$2b$04"))
                .findFirst()
                .orElseThrow();
        ForeignBcrypt hash = (ForeignBcrypt) vector.read();

        assertThat(matches(engine, hash, vector.password())).isTrue();
        assertThat(matches(engine, hash, vector.password().replace('①', '1'))).isFalse();
    }

    @Test
    void nothingIsRightThatHoldsANulOrIsNoText() {
        for (String hash :
                List.of("$2b$04" + BCRYPT, "$argon2id$v=19$m=8,t=1,p=1" + SALT_AND_HASH, "$wp$2y$04" + BCRYPT)) {
            for (String typed : List.of("", "a\0b", "\0", "half\ud800")) {
                assertThat(ForeignHash.read(hash).formsOf(typed)).isEmpty();
            }
        }
    }

    /** E6. */
    @Test
    void aPasswordHasFewForms() {
        ForeignHash bcrypt = ForeignHash.read("$2b$04" + BCRYPT);
        ForeignHash scrypt = ForeignHash.read("$scrypt$ln=1,r=8,p=1" + SALT_AND_HASH);

        assertThat(bcrypt.formsOf("x".repeat(72))).hasSize(1);
        assertThat(bcrypt.formsOf("x".repeat(73)))
                .singleElement()
                .satisfies(form -> assertThat(form).hasSize(72));
        assertThat(scrypt.formsOf("x".repeat(73)))
                .singleElement()
                .satisfies(form -> assertThat(form).hasSize(73));
        assertThat(scrypt.formsOf("é")).hasSize(2);
        assertThat(scrypt.formsOf("e\u0301")).hasSize(2);
        assertThat(scrypt.formsOf("e\u0301é")).hasSize(3);
        assertThat(bcrypt.formsOf("é".repeat(80)))
                .hasSize(2)
                .allSatisfy(form -> assertThat(form).hasSize(72));
        assertThat(scrypt.formsOf("a" + "\u0301".repeat(8000))).hasSize(1);
        ForeignHash phpass = ForeignHash.read("$P$BqwubbZsZM96AMbNZ5g4SxNdY6j0fS/");
        assertThat(phpass.formsOf("x".repeat(4_097))).isEmpty();
        assertThat(phpass.formsOf(" e\u0301é ")).hasSize(4);
    }

    /** E4: the systems' own rules for the text that they hash. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "WordPress trims|$P$BqwubbZsZM96AMbNZ5g4SxNdY6j0fS/|' a raven on a writing desk '",
                "also from 6.8|$wp$2y$06$KnL6bIesnFwPF0/u9x5KuObzfL/BJ65pXDmJQxzrJLK.1DyCjeoRy|'a raven on a writing desk '",
                "Node cuts at 72 bytes|$2b$04$UdMJ3CqOgeF0fQYElMIdUe..dkHwJkYjBdaym3Za4sdjhByO3jCDe|"
                        + "correct horse battery staple correct horse battery staple correct horse battery staple and a tail",
                "so does PHP|$2y$04$1GmjCKq/ZXO8BwspMfPZBOslyCfO2ZLJdp0qbaARmTSmBOJEIm2C2|"
                        + "correct horse battery staple correct horse battery staple correct horse battery staple and another",
                "decomposed there|$2b$04$0Eai6u6pXPCVyMY11WtwNe7wbSTbP3ZVTZaZvGWOeyj56ANtqj/j2|Ünïcödé raven",
                "both|$2b$04$OFma4EPX.B0XXr6we.LpI.CwuQXhG2esfm84miepP/EGtGNriPvxm|Ångström naïve Übermut Ångström naïve"
                        + " Übermut Ångström naïve Übermut Ångström naïve Übermut Ångström naïve Übermut "
            })
    void comparesWhatTheSystemWouldHaveHashed(String why, String hash, String typed) {
        assertThat(matches(ForeignLayouts.read(hash, null), typed)).as(why).isTrue();
        assertThat(matches(ForeignLayouts.read(hash, null), "x" + typed))
                .as(why)
                .isFalse();
    }

    /** E4: in the layouts of other systems. */
    static List<String> malformed() {
        return List.of(
                "$P$4" + "x".repeat(30),
                "$P$F" + "x".repeat(30),
                "$P$B" + "x".repeat(29),
                "scrypt:32767:8:1$salt$" + "0".repeat(128),
                "scrypt:1048576:8:1$salt$" + "0".repeat(128),
                "scrypt:32768:8:1$salt$" + "0".repeat(127),
                "pbkdf2:md5:1000$salt$" + "0".repeat(64),
                "pbkdf2:sha256:2000001$salt$" + "0".repeat(64),
                "0".repeat(32) + ":" + "0".repeat(127));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "$",
                "$$",
                "password",
                "$1$salt$hash",
                "$6$salt$hash",
                "5f4dcc3b5aa765d61d8327deb882cf99",
                "$2x$04" + BCRYPT,
                "$2$04" + BCRYPT,
                "$2b$03" + BCRYPT,
                "$2b$15" + BCRYPT,
                "$2b$04" + BCRYPT + "y",
                "$2b$4" + BCRYPT,
                "$argon2d$v=19$m=4096,t=3,p=1" + SALT_AND_HASH,
                "$argon2id$v=18$m=4096,t=3,p=1" + SALT_AND_HASH,
                "$argon2id$v=19$m=131073,t=1,p=1" + SALT_AND_HASH,
                "$argon2id$v=19$m=65536,t=9,p=1" + SALT_AND_HASH,
                "$argon2id$v=19$m=8,t=65,p=1" + SALT_AND_HASH,
                "$argon2id$v=19$m=65536,t=1,p=17" + SALT_AND_HASH,
                "$argon2id$v=19$m=15,t=1,p=2" + SALT_AND_HASH,
                "$argon2id$v=19$m=0,t=1,p=0" + SALT_AND_HASH,
                "$argon2id$v=19$m=4096,t=0,p=1" + SALT_AND_HASH,
                "$argon2id$v=19$m=99999999999,t=1,p=1" + SALT_AND_HASH,
                "$argon2id$v=19$m=4096,t=3,p=1,keyid=1" + SALT_AND_HASH,
                "$argon2id$v=19$m=4096,m=4096,t=3,p=1" + SALT_AND_HASH,
                "$argon2id$v=19$m=4096,t=3" + SALT_AND_HASH,
                "$argon2id$v=19$m=4096,t=3,p=1$c2FsdA$aGFzaGhhc2hoYXNoaGFzaA",
                "$argon2id$v=19$m=4096,t=3,p=1$c2FsdHNhbHQ$aGFzaA",
                "$argon2id$v=19$m=4096,t=3,p=1$c2FsdHNhbHQ",
                "$argon2id$v=19$m=4096,t=3,p=1$c2FsdHNhbHQ$aGFzaGhhc2hoYXNoaGFzaA$",
                "$argon2id$v=19$m=4096,t=3,p=1$c2Fs dHNhbHQ$aGFzaGhhc2hoYXNoaGFzaA",
                "$scrypt$ln=20,r=8,p=1" + SALT_AND_HASH,
                "$scrypt$ln=16,r=8,p=16" + SALT_AND_HASH,
                "$scrypt$ln=30,r=1,p=1" + SALT_AND_HASH,
                "$scrypt$ln=0,r=8,p=1" + SALT_AND_HASH,
                "$scrypt$ln=16,r=1,p=1" + SALT_AND_HASH,
                "$scrypt$ln=14,r=8,p=1$$aGFzaGhhc2hoYXNoaGFzaA",
                "$pbkdf2-sha256$i=2000001" + SALT_AND_HASH,
                "$pbkdf2-sha256$i=0" + SALT_AND_HASH,
                "$pbkdf2-md5$i=1000" + SALT_AND_HASH,
                "$pbkdf2-sha256$i=1000$$aGFzaGhhc2hoYXNoaGFzaA",
                "$firebase-scrypt$ln=14,r=8" + SALT_AND_HASH,
                "pbkdf2_md5$1000$salt$aGFzaGhhc2hoYXNoaGFzaA==",
                "pbkdf2_sha256$1e9$salt$aGFzaGhhc2hoYXNoaGFzaA==",
                "pbkdf2_sha256$1000$salt",
                "scrypt$16383$salt$8$1$aGFzaGhhc2hoYXNoaGFzaA==",
                "scrypt$1048576$salt$8$1$aGFzaGhhc2hoYXNoaGFzaA==",
                "argon2$argon2d$v=19$m=4096,t=3,p=1" + SALT_AND_HASH,
                "!unusable",
                "$wp$2y$03" + BCRYPT,
                "$wp$$2y$10" + BCRYPT,
                "$S$Dxxxxxxxxx",
                "AgAAAAEAACcQAAAAELtNqP4CSApDrgRRme9s7ig4Wu4vPsAHv3VqZZiIR0000000000000000000000000==",
                "AQAAAAMAACcQAAAAELtNqP4CSApDrgRRme9s7ig4Wu4vPsAHv3VqZZiIR0000000000000000000000000==",
                "AQAAAAF/////AAAAELtNqP4CSApDrgRRme9s7ig4Wu4vPsAHv3VqZZiIR0000000000000000000000000==",
                "AQAAAAEAACcQf////7tNqP4CSApDrgRRme9s7ig4Wu4vPsAHv3VqZZiIR0000000000000000000000000==",
                "AAAAAAEAACcQf////7tNqP4CSApDrgRRme9s7ig4Wu4vPsAHv3VqZZiIR0000000000000000000000000==",
                "$bcrypt-sha256$v=3,t=2b,r=5$wnqr5BFX.o36tRpbG91.QO$eQXz8pxS3feQuX1",
                "$bcrypt-sha256$2b,99$wnqr5BFX.o36tRpbG91.QO$eQXz8pxS3feQuX1eQXz8pxS3feQuX1x"
            })
    @MethodSource("malformed")
    void refusesWhatIsUnknownOrTooMuch(String text) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> ForeignLayouts.read(text, null))
                .satisfies(refusal -> assertThat(refusal.violations())
                        .singleElement()
                        .satisfies(violation -> {
                            assertThat(violation.field()).isEqualTo("passwordHash");
                            assertThat(violation.message()).startsWith("must");
                        }));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "argon2id|128 MiB at once|$argon2id$v=19$m=131072,t=4,p=16",
                "scrypt|64 MiB, 8 times|$scrypt$ln=16,r=8,p=8",
                "scrypt|128 MiB, 4 times|$scrypt$ln=17,r=8,p=4",
                "pbkdf2|two million|$pbkdf2-sha512$i=2000000"
            })
    void comparesWhatIsJustNotTooMuch(String scheme, String why, String parameters) {
        assertThat(matches(ForeignHash.read(parameters + SALT_AND_HASH), "x"))
                .as(scheme + " " + why)
                .isFalse();
    }

    private static boolean matches(ForeignHash hash, String password) {
        return hash instanceof ForeignBcrypt bcrypt
                ? matches(BcryptEngine.TWIN, bcrypt, password)
                : hash.formsOf(password).stream().anyMatch(((DerivedHash) hash)::isOf);
    }

    private static boolean matches(BcryptEngine engine, ForeignBcrypt hash, String password) {
        return hash.formsOf(password).stream().anyMatch(form -> {
            BcryptJob job = hash.jobFor(form, 4);
            engine.compute(job);
            return hash.isOf(job);
        });
    }
}
