package dev.latchkey.key;

import dev.latchkey.crypto.Encryption;
import dev.latchkey.crypto.Randomness;
import dev.latchkey.crypto.RootSecret;
import dev.latchkey.crypto.RootSecret.Purpose;
import jakarta.inject.Singleton;

/** Encrypts private keys at rest, each bound to its {@code kid}. Immutable and safe for use by several threads. */
@Singleton
class KeyEncryption {

    private final Encryption encryption;

    KeyEncryption(RootSecret secret, Randomness randomness) {
        this.encryption = new Encryption(secret, Purpose.KEY_ENCRYPTION, randomness, "signing key");
    }

    /** Returns the id of the root secret that {@link #encrypt} uses. */
    String secretId() {
        return encryption.secretId();
    }

    byte[] encrypt(String kid, byte[] plain) {
        return encryption.encrypt(kid, plain);
    }

    /** Decrypts a private key. Throws an {@link IllegalStateException} that says what to do if no configured root secret fits. */
    byte[] decrypt(String kid, String secretId, byte[] stored) {
        return encryption.decrypt(kid, secretId, stored);
    }
}
