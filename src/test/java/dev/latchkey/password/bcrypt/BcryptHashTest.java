package dev.latchkey.password.bcrypt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BcryptHashTest {

    private static final String ALPHABET = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "$2a$10$",
                "$2b$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy",
                "$2a$03$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy",
                "$2a$31$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy",
                "$2a$1x$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy",
                "$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhW",
                "$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWé",
                "$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lh=="
            })
    void readsNothingElse(String text) {
        assertThat(BcryptHash.parse(text)).isEmpty();
    }

    /** Any text in a row is either parsed or rejected; parsing never throws. */
    @Test
    void neverThrows() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder("$2a$04$");
            random.ints(53, 0, 64).forEach(each -> text.append(ALPHABET.charAt(each)));
            text.setCharAt(random.nextInt(60), (char) random.nextInt(256));
            BcryptHash.parse(text.toString())
                    .ifPresent(hash -> assertThat(hash.hash()).hasSize(BcryptJob.HASH_BYTES));
        }
    }
}
