package dev.latchkey.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.security.Security;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Runs the forged tokens with the JDK's own cryptography, as on machines without an AWS-LC package. */
@QuarkusTest
@TestProfile(JdkCryptoTest.Profile.class)
class JdkCryptoTest extends ForgedTokenTest {

    @Inject
    MeterRegistry metrics;

    @Test
    void theJdkComputesWhereItIsToldTo() {
        assertThat(Security.getProvider("LatchkeySignatures")).isNull();
        assertThat(metrics.get("latchkey.crypto").tag("provider", "JDK").gauge().value())
                .isEqualTo(1);
    }

    public static class Profile implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("latchkey.crypto.provider", "jdk");
        }
    }
}
