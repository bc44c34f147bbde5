package dev.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import org.jose4j.jwk.PublicJsonWebKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** AWS-LC is packaged for Linux on x86-64 and aarch64; JdkCryptoTest covers all other machines. */
@QuarkusTest
@EnabledOnOs(
        value = OS.LINUX,
        architectures = {"amd64", "aarch64"})
class CryptoProviderTest {

    private static final String AWS_LC = "LatchkeySignatures";
    private static final byte[] MESSAGE = "a message".getBytes(StandardCharsets.UTF_8);

    @Inject
    MeterRegistry metrics;

    @Inject
    SigningKeys keys;

    @Test
    void awsLcIsAskedFirstAndSaysSo() throws Exception {
        assertThat(Signature.getInstance("SHA256withECDSA").getProvider().getName())
                .isEqualTo(AWS_LC);
        assertThat(Signature.getInstance("EdDSA").getProvider().getName()).isEqualTo(AWS_LC);
        assertThat(keys.signer().key().getClass().getName()).startsWith("com.amazon.corretto");
        assertThat(metrics.get("latchkey.crypto")
                        .tag("provider", "AWS-LC")
                        .gauge()
                        .value())
                .isEqualTo(1);
    }

    /**
     * Ed25519 keys are those of the JDK in both cases, because jose4j asks for their interface. A replica without AWS-LC and every resource
     * server verify what a replica with AWS-LC has signed, and the reverse.
     */
    @ParameterizedTest
    @CsvSource({
        "ES256, SHA256withECDSA, EC, SunEC",
        "ES384, SHA384withECDSA, EC, SunEC",
        "RS256, SHA256withRSA, RSA, SunRsaSign",
        "EDDSA, EdDSA, EdDSA, SunEC"
    })
    void aKeyIsTheSameForBoth(KeyAlgorithm algorithm, String jca, String type, String jdk) throws Exception {
        PublicJsonWebKey pair = algorithm.newPair();
        Provider[] providers = {Security.getProvider(AWS_LC), Security.getProvider(jdk)};

        for (Provider signer : providers) {
            for (Provider verifier : providers) {
                byte[] signature = sign(jca, signer, privateKey(type, signer, pair));
                assertThat(verifies(jca, verifier, publicKey(type, verifier, pair), signature))
                        .as("%s signs, %s verifies", signer.getName(), verifier.getName())
                        .isTrue();
                signature[signature.length - 1] ^= 1;
                assertThat(verifies(jca, verifier, publicKey(type, verifier, pair), signature))
                        .isFalse();
            }
        }
    }

    private static PrivateKey privateKey(String type, Provider provider, PublicJsonWebKey pair) throws Exception {
        return factory(type, provider)
                .generatePrivate(new PKCS8EncodedKeySpec(pair.getPrivateKey().getEncoded()));
    }

    private static PublicKey publicKey(String type, Provider provider, PublicJsonWebKey pair) throws Exception {
        return factory(type, provider)
                .generatePublic(new X509EncodedKeySpec(pair.getPublicKey().getEncoded()));
    }

    private static KeyFactory factory(String type, Provider provider) throws Exception {
        return type.equals("EdDSA") ? KeyFactory.getInstance(type) : KeyFactory.getInstance(type, provider);
    }

    private static byte[] sign(String algorithm, Provider provider, PrivateKey key) throws Exception {
        Signature signature = Signature.getInstance(algorithm, provider);
        signature.initSign(key);
        signature.update(MESSAGE);
        return signature.sign();
    }

    private static boolean verifies(String algorithm, Provider provider, PublicKey key, byte[] signed)
            throws Exception {
        Signature signature = Signature.getInstance(algorithm, provider);
        signature.initVerify(key);
        signature.update(MESSAGE);
        return signature.verify(signed);
    }

    /** A key of another curve is left to the JDK, and a signature of another length is not valid. */
    @Test
    void edDsaIsThatOfEd25519Only() throws Exception {
        KeyPair other = KeyPairGenerator.getInstance("Ed448").generateKeyPair();
        Signature signature = Signature.getInstance("EdDSA");
        signature.initSign(other.getPrivate());
        signature.update(MESSAGE);
        byte[] signed = signature.sign();
        assertThat(signed).hasSize(114);
        assertThat(signature.getProvider().getName()).isEqualTo("SunEC");

        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        for (int length : new int[] {0, 1, 63, 65, 114}) {
            Signature verifier = Signature.getInstance("EdDSA", AWS_LC);
            verifier.initVerify(pair.getPublic());
            verifier.update(MESSAGE);
            assertThat(verifier.verify(new byte[length])).isFalse();
        }
    }
}
