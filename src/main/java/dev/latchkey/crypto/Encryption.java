package dev.latchkey.crypto;

import dev.latchkey.crypto.RootSecret.DerivedKey;
import dev.latchkey.crypto.RootSecret.Purpose;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts secrets in the database: AES-256-GCM (NIST 800-38D) under a key derived from the root secret, with a random nonce in front. The
 * name of the secret is authenticated too, so that two rows cannot be swapped. Immutable and safe for use by several threads.
 */
public final class Encryption {

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int SHORTEST = NONCE_BYTES + TAG_BITS / Byte.SIZE;

    private final List<DerivedKey> keys;
    private final Randomness randomness;
    private final String what;

    /**
     * Encrypts for one purpose.
     *
     * @param secret the root secret
     * @param purpose what the key is for
     * @param randomness makes the nonces
     * @param what the kind of secret, for messages: {@code signing key}
     */
    public Encryption(RootSecret secret, Purpose purpose, Randomness randomness, String what) {
        this.keys = secret.all(purpose);
        this.randomness = randomness;
        this.what = what;
    }

    /**
     * Returns the id of the key that {@link #encrypt} uses.
     *
     * @return 16 hexadecimal digits
     */
    public String secretId() {
        return keys.get(0).id();
    }

    /**
     * Encrypts.
     *
     * @param name the secret's name; decryption needs the same
     * @param plain what to encrypt
     * @return nonce, ciphertext and tag
     */
    public byte[] encrypt(String name, byte[] plain) {
        byte[] nonce = randomness.bytes(NONCE_BYTES);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, keys.get(0), nonce, name, plain);
        byte[] stored = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
        System.arraycopy(sealed, 0, stored, NONCE_BYTES, sealed.length);
        return stored;
    }

    /**
     * Decrypts.
     *
     * @param name as it was given to {@link #encrypt}
     * @param secretId what {@link #secretId} was then
     * @param stored the result of {@link #encrypt}
     * @return the plain bytes
     * @throws IllegalStateException with the remedy, if no configured secret fits or the bytes were changed
     */
    public byte[] decrypt(String name, String secretId, byte[] stored) {
        DerivedKey key = keys.stream()
                .filter(each -> each.id().equals(secretId))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        what + " " + name + " is encrypted under a root secret that is not in LATCHKEY_SECRET:"
                                + " put the former secret behind the present one, with a comma between"));
        if (stored.length < SHORTEST) {
            // the JDK throws an exception of another kind for a text that is shorter than its tag
            throw changed(name, null);
        }
        byte[] nonce = Arrays.copyOf(stored, NONCE_BYTES);
        return run(Cipher.DECRYPT_MODE, key, nonce, name, Arrays.copyOfRange(stored, NONCE_BYTES, stored.length));
    }

    /**
     * Decrypts bytes that may have been tampered with.
     *
     * @param name as it was given to {@link #encrypt}
     * @param secretId what {@link #secretId} was then
     * @param stored possibly the result of {@link #encrypt}
     * @return the plain bytes; empty if no configured secret fits or the bytes were changed
     */
    public Optional<byte[]> decryptIfGenuine(String name, String secretId, byte[] stored) {
        try {
            return Optional.of(decrypt(name, secretId, stored));
        } catch (IllegalStateException changed) {
            return Optional.empty();
        }
    }

    private byte[] run(int mode, DerivedKey key, byte[] nonce, String name, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key.key("AES"), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw changed(name, e);
        }
    }

    private IllegalStateException changed(String name, @Nullable Exception cause) {
        return new IllegalStateException(what + " " + name + " was changed in the database or cannot be read", cause);
    }
}
