package dev.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.crypto.RootSecret;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

@QuarkusTest
class KeyEncryptionTest {

    private static final byte[] PLAIN = "a private key".getBytes(StandardCharsets.UTF_8);
    private static final String OTHER = "3q2+7wABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhs=";

    @Inject
    KeyEncryption encryption;

    @Inject
    dev.latchkey.crypto.Randomness randomness;

    @Test
    void whatWasEncryptedIsReadAgain() {
        byte[] stored = encryption.encrypt("kid", PLAIN);

        assertThat(stored).hasSize(12 + PLAIN.length + 16).isNotEqualTo(encryption.encrypt("kid", PLAIN));
        assertThat(encryption.decrypt("kid", encryption.secretId(), stored)).isEqualTo(PLAIN);
    }

    @Test
    void aChangedByteIsNoticed() {
        byte[] stored = encryption.encrypt("kid", PLAIN);
        stored[20] ^= 1;

        assertThatThrownBy(() -> encryption.decrypt("kid", encryption.secretId(), stored))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aKeyOfAnotherRowIsNoticed() {
        byte[] stored = encryption.encrypt("kid", PLAIN);

        assertThatThrownBy(() -> encryption.decrypt("another", encryption.secretId(), stored))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aSecretThatIsGoneIsAskedFor() {
        KeyEncryption other = new KeyEncryption(RootSecret.parse(OTHER), randomness);

        assertThatThrownBy(() -> encryption.decrypt("kid", other.secretId(), other.encrypt("kid", PLAIN)))
                .hasMessageContaining("LATCHKEY_SECRET")
                .hasMessageContaining("behind the present one");
    }
}
