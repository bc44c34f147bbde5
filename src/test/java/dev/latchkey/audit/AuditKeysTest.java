package dev.latchkey.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.Database;
import dev.latchkey.crypto.Randomness;
import dev.latchkey.crypto.RootSecret;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.Test;

/** What was signed under a former root secret can still be verified after that secret was removed. */
@QuarkusTest
class AuditKeysTest {

    private static final String OTHER = "3q2+7wABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhs=";
    private static final byte[] MESSAGE = {1, 2, 3};

    @Inject
    StatelessSession stateless;

    @Inject
    Database database;

    @Inject
    Randomness randomness;

    @ConfigProperty(name = "latchkey.secret")
    String secret;

    @Test
    void aFormerRootSecretCanGo() {
        Mac former = loaded(secret).sign(MESSAGE);

        AuditKeys rotating = loaded(OTHER + "," + secret);
        Mac latter = rotating.sign(MESSAGE);
        AuditKeys rotated = loaded(OTHER);

        assertThat(latter.key()).isNotEqualTo(former.key());
        for (AuditKeys keys : List.of(rotating, rotated)) {
            assertThat(keys.isGenuine(former, MESSAGE)).isTrue();
            assertThat(keys.isGenuine(latter, MESSAGE)).isTrue();
            assertThat(keys.isGenuine(latter, new byte[] {1, 2})).isFalse();
            assertThat(keys.isGenuine(new Mac(former.key(), latter.bytes()), MESSAGE))
                    .isFalse();
        }
        assertThat(rotated.sign(MESSAGE)).isEqualTo(latter);
        assertThatThrownBy(() -> loaded(secret)).hasMessageContaining("LATCHKEY_SECRET");

        assertThat(loaded(secret + "," + OTHER).sign(MESSAGE)).isEqualTo(former);
        assertThat(loaded(secret).sign(MESSAGE)).isEqualTo(former);
    }

    @Test
    void noKeyIsReadableInTheDatabase() {
        assertThat(database.texts("select length(key) from audit_keys"))
                .isNotEmpty()
                .allMatch("60"::equals);
    }

    private AuditKeys loaded(String rootSecret) {
        AuditKeys keys = new AuditKeys(stateless, RootSecret.parse(rootSecret), randomness);
        QuarkusTransaction.requiringNew().run(() -> keys.load(new StartupEvent()));
        return keys;
    }
}
