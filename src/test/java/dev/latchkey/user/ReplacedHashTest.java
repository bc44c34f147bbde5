package dev.latchkey.user;

import static dev.latchkey.Api.PASSWORD;
import static dev.latchkey.Api.as;
import static dev.latchkey.Api.login;
import static dev.latchkey.Api.registered;
import static dev.latchkey.Api.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Database;
import dev.latchkey.password.ForeignPasswords;
import dev.latchkey.password.HashingGate;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The stored form of a password is replaced after a request has read it and before its transaction: the password is accepted if it is the
 * same one, and only then. The hashing threads are stopped meanwhile, so that the requests are between the two.
 */
@QuarkusTest
class ReplacedHashTest {

    private static final String OTHER = "the pool on the roof must have a leak";

    /** A hash of {@link dev.latchkey.Api#PASSWORD}. */
    private static final String IMPORTED = "foreign:$2b$04$2FHvGqkqyJJFm/2aY/7TJOWkZjqRjechsuQA4YiSoYKPi7rrjCih2";

    @Inject
    ImportedHashEncryption encryption;

    @Inject
    ForeignPasswords foreign;

    @Inject
    HashingGate gate;

    @Inject
    Database database;

    private final ExecutorService callers = Executors.newCachedThreadPool();
    private String name;
    private String token;

    @BeforeEach
    void signIn() {
        name = registered();
        token = token(name);
    }

    @AfterEach
    void stop() {
        callers.shutdownNow();
    }

    /** Requests that need the present password. */
    enum Call {
        LOGIN(200, 401),
        CHANGE(204, 403),
        DELETION(204, 403);

        private final int right;
        private final int wrong;

        Call(int right, int wrong) {
            this.right = right;
            this.wrong = wrong;
        }

        Response send(String name, String token) {
            return switch (this) {
                case LOGIN -> login(name, PASSWORD);
                case CHANGE ->
                    as(token, Map.of("currentPassword", PASSWORD, "newPassword", OTHER))
                            .put("/auth/me/password");
                case DELETION -> as(token, Map.of("password", PASSWORD)).delete("/auth/me");
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void encryptedInTheBackground(Call call) throws Exception {
        store(IMPORTED);

        int status = during(call, () -> {
            encryption.encrypt();
            assertThat(stored()).startsWith("sealed:");
        });

        assertThat(status).isEqualTo(call.right);
    }

    @ParameterizedTest
    @EnumSource
    void encryptedAnewUnderARootSecret(Call call) throws Exception {
        store(foreign.encrypt(IMPORTED));

        int status = during(call, () -> store(foreign.encryptAnew(stored()).orElseThrow()));

        assertThat(status).isEqualTo(call.right);
    }

    /** Replaces it as a concurrent login of the user does: a hash of low cost, and one of another system. */
    @ParameterizedTest
    @EnumSource
    void replacedByABetterHash(Call call) throws Exception {
        store(gate.ownHash(PASSWORD, 4));
        assertThat(during(call, () -> store(gate.ownHash(PASSWORD, 10)))).isEqualTo(call.right);
    }

    @ParameterizedTest
    @EnumSource
    void replacedByOneOfOurOwn(Call call) throws Exception {
        store(IMPORTED);
        assertThat(during(call, () -> store(gate.ownHash(PASSWORD, 10)))).isEqualTo(call.right);
    }

    @ParameterizedTest
    @EnumSource
    void anotherPasswordIsRefused(Call call) throws Exception {
        assertThat(during(call, () -> store(gate.ownHash(OTHER, 10)))).isEqualTo(call.wrong);
    }

    @ParameterizedTest
    @EnumSource
    void soIsAnotherPasswordBehindAnImportedOne(Call call) throws Exception {
        store(foreign.encrypt(IMPORTED));
        String another = foreign.encrypt(IMPORTED.replace("2FHvGqkq", "2FHvGqkr"));
        assertThat(during(call, () -> store(another))).isEqualTo(call.wrong);
    }

    @ParameterizedTest
    @EnumSource
    void soIsAPasswordThatWasTakenAway(Call call) throws Exception {
        assertThat(during(call, () -> database.run("update users set password_hash = null where username = ?", name)))
                .isEqualTo(call.wrong);
    }

    @ParameterizedTest
    @EnumSource
    void soIsAUserWhoWasDisabled(Call call) throws Exception {
        store(IMPORTED);
        int status = during(call, () -> {
            encryption.encrypt();
            database.run("update users set status = 'DISABLED' where username = ?", name);
        });

        assertThat(status).isEqualTo(call.wrong);
    }

    /** All logins read the old hash; each finds that an earlier one has replaced it. */
    @Test
    void allOfManyLoginsAtOnceSucceed() throws Exception {
        for (String old : List.of(IMPORTED, foreign.encrypt(IMPORTED), gate.ownHash(PASSWORD, 4))) {
            store(old);
            List<Future<Integer>> logins;
            try (HashingGate.Shut shut = gate.shut()) {
                logins = Stream.generate(() -> submit(Call.LOGIN)).limit(8).toList();
                shut.awaitWaiting(8);
            }
            for (Future<Integer> login : logins) {
                assertThat(login.get()).as(old.substring(0, 10)).isEqualTo(200);
            }
            assertThat(stored()).contains("$2a$10$");
        }
    }

    /** An operator's {@code If-Match} refers to what callers see of a user. */
    @Test
    void aBetterHashIsNoNewVersionOfTheUser() {
        for (String old : List.of(IMPORTED, foreign.encrypt(IMPORTED), gate.ownHash(PASSWORD, 4))) {
            store(old);
            String before = row();

            login(name, PASSWORD).then().statusCode(200);

            assertThat(stored()).startsWith("hmac-sha384-bcrypt:").contains("$2a$10$");
            assertThat(row()).isEqualTo(before);
        }
    }

    /** Returns the status of a request that read the stored form before a change and compares it afterwards. */
    private int during(Call call, Runnable change) throws Exception {
        Future<Integer> status;
        try (HashingGate.Shut shut = gate.shut()) {
            status = submit(call);
            shut.awaitWaiting(1);
            change.run();
            assertThat(status).isNotDone();
        }
        return status.get();
    }

    private Future<Integer> submit(Call call) {
        Callable<Integer> status = () -> call.send(name, token).statusCode();
        return callers.submit(status);
    }

    private void store(String hash) {
        database.run("update users set password_hash = ? where username = ?", hash, name);
    }

    private String stored() {
        return database.text("select password_hash from users where username = ?", name);
    }

    private String row() {
        return database.text(
                "select concat_ws(' ', version, updated_at, password_changed_at, device_generation) from users"
                        + " where username = ?",
                name);
    }
}
