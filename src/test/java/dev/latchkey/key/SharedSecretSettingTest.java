package dev.latchkey.key;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests which texts are accepted as a shared secret. */
class SharedSecretSettingTest {

    private static final String GOOD = "pZ8mVd0rS3kq1yXoB7hTnE5uC2wLfJ9gQaR6iKtYxM4=";

    @Test
    void thirtyTwoRandomBytesWillDo() {
        assertThatCode(() -> secret(GOOD)).doesNotThrowAnyException();
        assertThatCode(() -> new SharedSecret(config(Optional.empty()))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Secret",
                "secret",
                "changeme",
                "correct horse battery staple correct horse battery",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "pZ8mVd0rS3kq1yXoB7hTnE5uC2wLfJ9gQaR6iKtYx",
                GOOD + "," + GOOD
            })
    void aWordIsRefusedAndNotRepeated(String text) {
        assertThatThrownBy(() -> secret(text))
                .hasMessageContaining("LATCHKEY_KEY_SHARED_SECRET")
                .hasMessageContaining("openssl rand -base64 32")
                .satisfies(refusal -> {
                    if (!text.isEmpty()) {
                        org.assertj.core.api.Assertions.assertThat(refusal.getMessage())
                                .doesNotContain(" " + text + " ");
                    }
                });
    }

    private static SharedSecret secret(String text) {
        return new SharedSecret(config(Optional.of(text)));
    }

    private static KeyConfig config(Optional<String> secret) {
        return Replica.config(Duration.ofMinutes(5), Duration.ofDays(30), KeyAlgorithm.ES256, secret);
    }
}
