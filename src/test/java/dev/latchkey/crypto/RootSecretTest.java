package dev.latchkey.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.crypto.RootSecret.Purpose;
import io.quarkus.runtime.LaunchMode;
import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class RootSecretTest {

    private static final String OLD = random();
    private static final String NEW = random();

    @Test
    void derivesADifferentKeyForEachPurpose() {
        RootSecret secret = RootSecret.parse(NEW);

        assertThat(secret.current(Purpose.PEPPER).key("x").getEncoded())
                .hasSize(32)
                .isNotEqualTo(secret.current(Purpose.KEY_ENCRYPTION).key("x").getEncoded());
        assertThat(secret.current(Purpose.PEPPER).id())
                .isNotEqualTo(secret.current(Purpose.KEY_ENCRYPTION).id());
    }

    @Test
    void usesTheNewestAndStillKnowsTheOlder() {
        RootSecret rotated = RootSecret.parse(NEW + " , " + OLD);

        assertThat(rotated.current(Purpose.PEPPER).id())
                .isEqualTo(RootSecret.parse(NEW).current(Purpose.PEPPER).id());
        assertThat(rotated.all(Purpose.PEPPER))
                .extracting(RootSecret.DerivedKey::id)
                .containsExactly(
                        RootSecret.parse(NEW).current(Purpose.PEPPER).id(),
                        RootSecret.parse(OLD).current(Purpose.PEPPER).id());
    }

    @Test
    void readsBase64AndBase64url() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);

        assertThat(id(Base64.getEncoder().encodeToString(bytes)))
                .isEqualTo(id(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)));
    }

    @Test
    void refusesWhatIsWeakWithoutRepeatingIt() {
        assertThatThrownBy(() -> RootSecret.parse("not base64 at all!")).hasMessage("is not base64");
        assertThatThrownBy(() -> RootSecret.parse(Base64.getEncoder().encodeToString(new byte[31])))
                .hasMessage("has fewer than 32 bytes");
        assertThatThrownBy(() -> RootSecret.parse(Base64.getEncoder().encodeToString(new byte[64])))
                .hasMessage("is not random");
        assertThatThrownBy(() -> RootSecret.parse(NEW + ",")).hasMessage("has fewer than 32 bytes");
    }

    @Test
    void thatOfDevelopmentIsRefusedByAPackagedServiceHoweverItCameIn() {
        RootSecret development = RootSecret.parse("bGF0Y2hrZXktZGV2ZWxvcG1lbnQtc2VjcmV0LW5ldmVyLWluLXByb2R1Y3Rpb24=");

        assertThat(CryptoProducers.accepted(development, LaunchMode.DEVELOPMENT))
                .isSameAs(development);
        assertThatThrownBy(() -> CryptoProducers.accepted(development, LaunchMode.NORMAL))
                .hasMessageContaining("LATCHKEY_SECRET");
    }

    @Test
    void showsNothingOfItself() {
        RootSecret secret = RootSecret.parse(NEW);

        assertThat(secret.toString() + secret.current(Purpose.PEPPER)).doesNotContain(NEW);
        assertThat(secret).hasToString("RootSecret[1 <redacted>]");
    }

    private static String id(String setting) {
        return RootSecret.parse(setting).current(Purpose.PEPPER).id();
    }

    private static String random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
