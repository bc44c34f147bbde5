package dev.latchkey.key;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The keys to sign and to verify with, held in memory: neither asks the database. Safe for use by several threads.
 */
@ApplicationScoped
public class SigningKeys {

    private final KeyVault vault;
    private volatile @Nullable KeyRing ring;

    SigningKeys(KeyVault vault) {
        this.vault = vault;
    }

    /**
     * The key that signs now.
     *
     * @param kid the key's id, for the token's header
     * @param algorithm the one JWS algorithm that the key is for
     * @param key the private key
     */
    public record Signer(String kid, String algorithm, PrivateKey key) {
        @Override
        public String toString() {
            return "Signer[kid=" + kid + ", algorithm=" + algorithm + ", key=<redacted>]";
        }
    }

    /**
     * A key that verifies.
     *
     * @param kid the key's id
     * @param algorithm the one JWS algorithm that the key is for; a token does not choose
     * @param key the public key
     */
    public record Verifier(String kid, String algorithm, PublicKey key) {}

    void load(@Observes StartupEvent start) {
        ring = vault.openOrCreate();
    }

    /**
     * The key to sign with.
     *
     * @return the current key
     * @throws IllegalStateException before the keys are loaded
     */
    public Signer signer() {
        return ring().signer();
    }

    /**
     * The key that a token names.
     *
     * @param kid the {@code kid} of the token's header
     * @return empty if there is no such key, or it is gone
     */
    public Optional<Verifier> verifier(String kid) {
        return Optional.ofNullable(ring().verifiers().get(kid));
    }

    /** The public keys as a JWK Set (RFC 7517, 5). */
    String jwks() {
        return ring().jwks();
    }

    boolean isReady() {
        return ring != null;
    }

    private KeyRing ring() {
        KeyRing present = ring;
        if (present == null) {
            throw new IllegalStateException("the signing keys are not loaded yet");
        }
        return present;
    }
}
