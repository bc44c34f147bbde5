package dev.latchkey.password;

import static dev.latchkey.Api.PASSWORD;
import static dev.latchkey.Api.login;
import static dev.latchkey.Api.newName;
import static dev.latchkey.Api.registered;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Database;
import dev.latchkey.capacity.Priority;
import dev.latchkey.capacity.RecordedAdmission;
import dev.latchkey.crypto.Randomness;
import dev.latchkey.crypto.RootSecret;
import dev.latchkey.password.PasswordHasher.Verdict;
import dev.latchkey.password.bcrypt.BcryptJob;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.elytron.security.common.BcryptUtil;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The work for a wrong password depends on the password, not on the user or on where the user came from. */
@QuarkusTest
class SameWorkTest {

    private static final String WORDPRESS = "$wp$2y$06$KnL6bIesnFwPF0/u9x5KuObzfL/BJ65pXDmJQxzrJLK.1DyCjeoRy";
    private static final String PHPASS = "$P$BqwubbZsZM96AMbNZ5g4SxNdY6j0fS/";
    private static final String SALT_AND_HASH = "$c2FsdHNhbHQ$aGFzaGhhc2hoYXNoaGFzaA";

    @Inject
    PasswordConfig config;

    @Inject
    RootSecret secret;

    @Inject
    Randomness randomness;

    @Inject
    ForeignPasswords encryption;

    @Inject
    PasswordHasher hasher;

    @Inject
    MeterRegistry metrics;

    @Inject
    Database database;

    /** Typed passwords, and the number of jobs that a wrong one takes. */
    static Stream<Arguments> passwords() {
        return Stream.of(
                Arguments.of("ASCII", "not the right password", 1),
                Arguments.of("ASCII with blanks around it, which WordPress trims", "  not the right password ", 1),
                Arguments.of("none", "", 1),
                Arguments.of("blanks", "   ", 1),
                Arguments.of("longer than any of ours", "x".repeat(4097), 1),
                Arguments.of("a NUL", "not\0right é", 1),
                Arguments.of("half of a surrogate pair", "not right é \ud800", 1),
                Arguments.of("dear to normalise", "not right a" + "\u0301".repeat(40), 1),
                Arguments.of("the same in each canonical form", "not right \u2460\u7d75\ud83d\ude00", 1),
                Arguments.of("composed", "not right é", 2),
                Arguments.of("decomposed", "not right e\u0301", 2),
                Arguments.of("of two forms behind bcrypt's 72 bytes only", "x".repeat(72) + "é", 2),
                Arguments.of("composed, longer than any of ours", "x".repeat(4097) + "é", 2),
                Arguments.of("blanks around two forms", " not right é ", 2),
                Arguments.of("both", "not right e\u0301 é", 3),
                Arguments.of("a singleton and both", "\u212b e\u0301 é", 3));
    }

    private Map<String, String> storedHashes() {
        Map<String, String> stored = new LinkedHashMap<>();
        stored.put("own", hasher.hash(new PlainPassword(PASSWORD)));
        stored.put("no password, or no user", null);
        stored.put("own, under a lost pepper", "hmac-sha384-bcrypt:0000000000000000:$2a$10$" + "a".repeat(53));
        stored.put("unreadable", "rubbish");
        stored.put("an imported one that is no hash", encryption.encrypt("foreign:rubbish"));
        stored.put("an imported one that cannot be decrypted", "sealed:0123456789abcdef:" + "A".repeat(80));
        stored.put("bcrypt, not encrypted yet", "foreign:" + BcryptUtil.bcryptHash(PASSWORD, 10));
        stored.put("bcrypt", encryption.encrypt("foreign:" + BcryptUtil.bcryptHash(PASSWORD, 10)));
        stored.put("bcrypt of lower cost", encryption.encrypt("foreign:" + BcryptUtil.bcryptHash(PASSWORD, 4)));
        stored.put("bcrypt of a digest", encryption.encrypt("foreign:" + WORDPRESS));
        return stored;
    }

    private Map<String, String> derivedHashes() {
        Map<String, String> stored = new LinkedHashMap<>();
        for (String hash : List.of(
                PHPASS,
                "$pbkdf2-sha256$i=1000" + SALT_AND_HASH,
                "$scrypt$ln=4,r=8,p=1" + SALT_AND_HASH,
                "$scrypt-nfkc$ln=4,r=8,p=1" + SALT_AND_HASH,
                "$argon2id$v=19$m=8,t=1,p=1" + SALT_AND_HASH)) {
            stored.put(hash, encryption.encrypt("foreign:" + hash));
        }
        return stored;
    }

    /** Compares the jobs that the pool was given: bcrypt with its rounds, or work that is padded to the same time. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("passwords")
    void aWrongPasswordTakesTheSameJobs(String kind, String typed, int jobs) {
        Recording pool = new Recording();
        pool.start(new StartupEvent());
        PasswordComparison comparison = comparison(pool);
        List<String> same = Collections.nCopies(jobs, "bcrypt, cost " + config.cost());

        storedHashes().forEach((whose, stored) -> {
            assertThat(comparison.compare(Priority.NORMAL, new PlainPassword(typed), stored))
                    .isEqualTo(Verdict.WRONG);
            assertThat(pool.drain()).as(whose).isEqualTo(same);
        });
        derivedHashes().forEach((whose, stored) -> {
            assertThat(comparison.compare(Priority.NORMAL, new PlainPassword(typed), stored))
                    .isEqualTo(Verdict.WRONG);
            assertThat(pool.drain()).as(whose).hasSize(jobs).first().isEqualTo("padded");
        });
        pool.stop(new ShutdownEvent());
    }

    /** Compares the metrics of the service, over HTTP. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("passwords")
    void aRefusedLoginTakesTheSameJobs(String kind, String typed, int jobs) {
        assertThat(jobsOf(newName(), typed, 401)).as("unknown").isEqualTo(jobs);
        assertThat(jobsOf(with("status = 'DISABLED'"), typed, 401))
                .as("disabled")
                .isEqualTo(jobs);
        assertThat(jobsOf(registered(), typed, 401)).as("own").isEqualTo(jobs);
        for (String hash : List.of("$2b$04$2FHvGqkqyJJFm/2aY/7TJOWkZjqRjechsuQA4YiSoYKPi7rrjCih2", WORDPRESS, PHPASS)) {
            String imported = encryption.encrypt("foreign:" + hash);
            assertThat(jobsOf(with("password_hash = '" + imported + "'"), typed, 401))
                    .as(hash)
                    .isEqualTo(jobs);
        }
    }

    @Test
    void aRightPasswordIsHashedOnceWhateverItsForms() {
        String name = newName();
        dev.latchkey.Api.register(name, "e\u0301 é a raven on a writing desk")
                .then()
                .statusCode(201);

        assertThat(jobsOf(name, "e\u0301 é a raven on a writing desk", 200)).isEqualTo(1);
        assertThat(jobsOf(name, "é e\u0301 a raven on a writing desk", 200)).isEqualTo(1);
        database.run("update users set status = 'DISABLED' where username = ?", name);
        assertThat(jobsOf(name, "e\u0301 é a raven on a writing desk", 401)).isEqualTo(3);
    }

    /** Admission counts all of a caller's jobs, and releases them when they are done. */
    @Test
    void severalFormsTakeSeveralPlaces() {
        Recording pool = new Recording();
        pool.start(new StartupEvent());

        comparison(pool).compare(Priority.NORMAL, new PlainPassword("e\u0301 é"), null);

        assertThat(pool.admission.furtherPlaces()).containsExactly(2, -2);
        pool.stop(new ShutdownEvent());
    }

    private PasswordComparison comparison(Recording pool) {
        return new PasswordComparison(
                config,
                pool,
                pool.admission,
                new Pepper(secret),
                randomness,
                new ForeignComparison(config, pool, encryption));
    }

    private int jobsOf(String name, String password, int status) {
        long before = begun();
        login(name, password).then().statusCode(status);
        return (int) (begun() - before);
    }

    private long begun() {
        return metrics.get("latchkey.password.wait").timer().count();
    }

    private String with(String change) {
        String name = registered();
        database.run("update users set " + change + " where username = ?", name);
        return name;
    }

    /** A pool that works as usual and records its tasks. */
    private final class Recording extends HashingPool {

        private final List<String> given = new ArrayList<>();
        private final RecordedAdmission admission;

        Recording() {
            this(new RecordedAdmission(1, 50, Duration.ofSeconds(2), new SimpleMeterRegistry()));
        }

        private Recording(RecordedAdmission admission) {
            super(config, admission, new HashingMetrics(new SimpleMeterRegistry()));
            this.admission = admission;
        }

        List<String> drain() {
            List<String> drained = List.copyOf(given);
            given.clear();
            return drained;
        }

        @Override
        <T> T run(String operation, Priority priority, BcryptJob job, Supplier<T> then, Duration maxWait) {
            given.add("bcrypt, cost " + job.work());
            return super.run(operation, priority, job, then, maxWait);
        }

        @Override
        <T> T runPadded(String operation, Priority priority, Supplier<T> work, Duration maxWait) {
            given.add("padded");
            return super.runPadded(operation, priority, work, maxWait);
        }
    }
}
