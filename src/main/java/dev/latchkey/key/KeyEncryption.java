package dev.latchkey.key;

import dev.latchkey.platform.Randomness;
import dev.latchkey.platform.RootSecret;
import dev.latchkey.platform.RootSecret.DerivedKey;
import dev.latchkey.platform.RootSecret.Purpose;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Private keys at rest: AES-256-GCM (NIST 800-38D) under a key of the root secret, a random nonce in front, bound to the
 * {@code kid} so that two rows cannot be swapped. Immutable and safe for use by several threads.
 */
@Singleton
class KeyEncryption {

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final List<DerivedKey> keys;
    private final Randomness randomness;

    KeyEncryption(RootSecret secret, Randomness randomness) {
        this.keys = secret.all(Purpose.KEY_ENCRYPTION);
        this.randomness = randomness;
    }

    /** Names the secret that {@link #encrypt} uses. */
    String secretId() {
        return keys.get(0).id();
    }

    byte[] encrypt(String kid, byte[] plain) {
        byte[] nonce = randomness.bytes(NONCE_BYTES);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, keys.get(0), nonce, kid, plain);
        byte[] stored = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
        System.arraycopy(sealed, 0, stored, NONCE_BYTES, sealed.length);
        return stored;
    }

    /** Throws an {@link IllegalStateException} that says what to do, if no configured secret fits. */
    byte[] decrypt(String kid, String secretId, byte[] stored) {
        DerivedKey key = keys.stream()
                .filter(each -> each.id().equals(secretId))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException(
                                "signing key " + kid + " is encrypted under a root secret that"
                                        + " is not in LATCHKEY_SECRET: put the former secret behind the present one, with a comma between"));
        byte[] nonce = Arrays.copyOf(stored, NONCE_BYTES);
        return run(Cipher.DECRYPT_MODE, key, nonce, kid, Arrays.copyOfRange(stored, NONCE_BYTES, stored.length));
    }

    private static byte[] run(int mode, DerivedKey key, byte[] nonce, String kid, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key.key("AES"), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(kid.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("signing key " + kid + " was changed in the database or cannot be read", e);
        }
    }
}
