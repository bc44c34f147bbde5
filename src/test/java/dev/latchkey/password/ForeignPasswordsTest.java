package dev.latchkey.password;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.crypto.Randomness;
import dev.latchkey.crypto.RootSecret;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** F8: imported hashes at rest, and the rotation of the root secret. */
@QuarkusTest
class ForeignPasswordsTest {

    private static final String OLD = "3q2+7wABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhs=";
    private static final String NEW = "4q2+7wABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhs=";
    private static final String HASH = "foreign:$2b$04$2FHvGqkqyJJFm/2aY/7TJOWkZjqRjechsuQA4YiSoYKPi7rrjCih2";

    @Inject
    Randomness randomness;

    @Test
    void aFormerRootSecretCanGoOnceAllIsEncryptedAnew() {
        ForeignPasswords old = with(OLD);
        ForeignPasswords both = with(NEW + "," + OLD);
        ForeignPasswords current = with(NEW);
        String stored = old.encrypt(HASH);

        assertThat(current.decrypt(stored)).isEmpty();
        assertThat(current.encryptAnew(stored)).isEmpty();
        assertThat(both.decrypt(stored)).contains(HASH);
        String anew = both.encryptAnew(stored).orElseThrow();
        assertThat(anew).startsWith("sealed:" + current.secretId() + ":").doesNotContain("2FHvGqkq");
        assertThat(current.decrypt(anew)).contains(HASH);
        assertThat(old.decrypt(anew)).isEmpty();
        assertThat(both.encrypt(HASH)).isNotEqualTo(anew);
    }

    @Test
    void whatIsNoImportedHashIsLeftAlone() {
        assertThat(with(NEW).encryptAnew("hmac-sha384-bcrypt:0123456789abcdef:$2a$10$x"))
                .isEmpty();
        assertThat(with(NEW).encryptAnew("rubbish")).isEmpty();
        assertThat(with(NEW).encryptAnew("sealed:0123456789abcdef:not base64")).isEmpty();
        assertThat(with(NEW).decrypt(HASH)).contains(HASH);
    }

    private ForeignPasswords with(String secret) {
        return new ForeignPasswords(RootSecret.parse(secret), randomness);
    }
}
