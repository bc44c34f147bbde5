package dev.latchkey.password;

import static dev.latchkey.Api.PASSWORD;
import static dev.latchkey.Api.login;
import static dev.latchkey.Api.registered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.Database;
import dev.latchkey.LogCapture;
import dev.latchkey.capacity.HashingAdmission;
import dev.latchkey.crypto.Randomness;
import dev.latchkey.crypto.RootSecret;
import dev.latchkey.crypto.RootSecret.Purpose;
import dev.latchkey.password.PasswordHasher.Verdict;
import io.quarkus.elytron.security.common.BcryptUtil;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class PasswordHasherTest {

    private static final PlainPassword RIGHT = new PlainPassword("Ångström’s ①");
    private static final PlainPassword WRONG = new PlainPassword("not the password");

    @Inject
    PasswordHasher hasher;

    @Inject
    Database database;

    @Inject
    RootSecret secret;

    @ConfigProperty(name = "latchkey.secret")
    String setting;

    @Test
    void storesBcryptOfThePepperedNormalForm() throws Exception {
        Mac mac = Mac.getInstance("HmacSHA384");
        mac.init(secret.current(Purpose.PEPPER).key("HmacSHA384"));
        String peppered =
                Base64.getEncoder().encodeToString(mac.doFinal("Ångström’s 1".getBytes(StandardCharsets.UTF_8)));

        String stored = hasher.hash(RIGHT);

        assertThat(stored)
                .startsWith(
                        "hmac-sha384-bcrypt:" + secret.current(Purpose.PEPPER).id() + ":$2a$10$");
        assertThat(peppered).hasSize(64);
        assertThat(BcryptUtil.matches(peppered, stored.substring(stored.lastIndexOf(':') + 1)))
                .isTrue();
    }

    @Test
    void saltsEachHash() {
        assertThat(hasher.hash(RIGHT)).isNotEqualTo(hasher.hash(RIGHT));
    }

    @Test
    void tellsRightFromWrong() {
        String stored = hasher.hash(RIGHT);

        assertThat(hasher.verify(RIGHT, stored)).isEqualTo(Verdict.RIGHT);
        assertThat(hasher.verify(new PlainPassword("A\u030angstro\u0308m’s ①"), stored))
                .isEqualTo(Verdict.RIGHT);
        assertThat(hasher.verify(WRONG, stored)).isEqualTo(Verdict.WRONG);
    }

    @Test
    void seesEveryByteAndTheNul() {
        String long1 = "x".repeat(4000);
        String stored = hasher.hash(new PlainPassword(long1 + "a"));
        String nul = hasher.hash(new PlainPassword("abcdefgh\0i"));

        assertThat(hasher.verify(new PlainPassword(long1 + "b"), stored)).isEqualTo(Verdict.WRONG);
        assertThat(hasher.verify(new PlainPassword("abcdefgh\0j"), nul)).isEqualTo(Verdict.WRONG);
        assertThat(hasher.verify(new PlainPassword("abcdefgh"), nul)).isEqualTo(Verdict.WRONG);
    }

    @Test
    void takesHalfOfASurrogatePairForNothingElse() {
        String stored = hasher.hash(new PlainPassword("password?"));

        assertThat(hasher.verify(new PlainPassword("password\ud800"), stored)).isEqualTo(Verdict.WRONG);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "rubbish",
                "hmac-sha384-bcrypt:0000000000000000:$2a$04$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy"
            })
    void refusesWhereThereIsNothingToCompareWith(String stored) {
        assertThat(hasher.verify(RIGHT, stored)).isEqualTo(Verdict.WRONG);
    }

    /** A line for each login would take 20 µs, which would distinguish such an account from others. */
    @Test
    void saysOnceThatAFormIsUnknown() {
        PasswordHasher fresh = hasher(secret);
        String encrypted = new ForeignPasswords(secret, randomness).encrypt("foreign:rubbish");
        try (LogCapture log = LogCapture.ofEverything()) {
            for (String unknown : List.of("rubbish", "foreign:rubbish", "foreign:$2b$99$x", encrypted)) {
                assertThat(fresh.verify(WRONG, unknown)).isEqualTo(Verdict.WRONG);
                assertThat(fresh.verify(WRONG, unknown)).isEqualTo(Verdict.WRONG);
            }
            assertThat(log.text().split(" form that is known", -1)).hasSize(2);
        }
    }

    @Test
    void upgradesALowerCostAtTheNextLogin() {
        String name = registered();
        store(name, PASSWORD, secret, 4);

        login(name, "not the password").then().statusCode(401);
        assertThat(stored(name)).contains("$2a$04$");
        login(name, PASSWORD).then().statusCode(200);
        assertThat(stored(name)).contains("$2a$10$");
        login(name, PASSWORD).then().statusCode(200);
    }

    @Test
    void upgradesAnOlderPepperAtTheNextLogin() {
        RootSecret former = RootSecret.parse("3q2+7wABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhs=");
        RootSecret rotated = RootSecret.parse(setting + ",3q2+7wABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhs=");
        String old = hash(RIGHT, former, 10);

        PasswordHasher afterRotation = hasher(rotated);

        assertThat(hasher.verify(RIGHT, old)).isEqualTo(Verdict.WRONG);
        assertThat(afterRotation.verify(RIGHT, old)).isEqualTo(Verdict.RIGHT_BUT_OLD);
        assertThat(afterRotation.verify(WRONG, old)).isEqualTo(Verdict.WRONG);
        assertThat(hasher.verify(RIGHT, afterRotation.hash(RIGHT))).isEqualTo(Verdict.RIGHT);
    }

    @Test
    void refusesToHashWhileATransactionHoldsAConnection() {
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> hasher.hash(RIGHT)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("connection");
    }

    @Inject
    PasswordConfig config;

    @Inject
    HashingPool pool;

    @Inject
    HashingAdmission admission;

    @Inject
    Randomness randomness;

    private PasswordHasher hasher(RootSecret with) {
        Pepper pepper = new Pepper(with);
        ForeignComparison foreign = new ForeignComparison(config, pool, new ForeignPasswords(with, randomness));
        PasswordComparison comparison = new PasswordComparison(config, pool, admission, pepper, randomness, foreign);
        return new PasswordHasher(config, pool, admission, pepper, randomness, comparison);
    }

    private void store(String name, String password, RootSecret with, int cost) {
        database.run(
                "update users set password_hash = ? where username = ?",
                hash(new PlainPassword(password), with, cost),
                name);
    }

    private static String hash(PlainPassword password, RootSecret with, int cost) {
        RootSecret.DerivedKey key = with.current(Purpose.PEPPER);
        return StoredPassword.format(key.id(), BcryptUtil.bcryptHash(Pepper.apply(key, password), cost, new byte[16]));
    }

    private String stored(String name) {
        return database.text("select password_hash from users where username = ?", name);
    }
}
