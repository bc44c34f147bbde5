package dev.latchkey.password.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.password.bcrypt.BcryptEngine;
import dev.latchkey.password.bcrypt.BcryptJob;
import dev.latchkey.password.foreign.Vectors.Vector;
import dev.latchkey.problem.ProblemException;
import java.nio.charset.StandardCharsets;
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
        assertThat(matches(hash, vector.password() + " ")).isFalse();
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
    void aNulAndWhatBcryptWouldCutCannotBeRight() {
        ForeignHash bcrypt = ForeignHash.read("$2b$04" + BCRYPT);
        ForeignHash argon2 = ForeignHash.read("$argon2id$v=19$m=8,t=1,p=1" + SALT_AND_HASH);

        assertThat(bcrypt.canBeOf(new byte[0])).isFalse();
        assertThat(bcrypt.canBeOf("a\0b".getBytes(StandardCharsets.UTF_8))).isFalse();
        assertThat(bcrypt.canBeOf("x".repeat(72).getBytes(StandardCharsets.UTF_8)))
                .isTrue();
        assertThat(bcrypt.canBeOf("x".repeat(73).getBytes(StandardCharsets.UTF_8)))
                .isFalse();
        assertThat(argon2.canBeOf("a\0b".getBytes(StandardCharsets.UTF_8))).isFalse();
        assertThat(argon2.canBeOf("x".repeat(73).getBytes(StandardCharsets.UTF_8)))
                .isTrue();
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
                "$argon2id$v=19$m=102401,t=1,p=1" + SALT_AND_HASH,
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
                "bcrypt_sha256$$2b$12" + BCRYPT,
                "argon2$argon2d$v=19$m=4096,t=3,p=1" + SALT_AND_HASH,
                "!unusable"
            })
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
                "argon2id|100 MiB at once|$argon2id$v=19$m=102400,t=5,p=16",
                "scrypt|64 MiB, 8 times|$scrypt$ln=16,r=8,p=8",
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
                : ((DerivedHash) hash).isOf(password.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean matches(BcryptEngine engine, ForeignBcrypt hash, String password) {
        BcryptJob job = hash.jobFor(password.getBytes(StandardCharsets.UTF_8), 4);
        engine.compute(job);
        return hash.isOf(job);
    }
}
