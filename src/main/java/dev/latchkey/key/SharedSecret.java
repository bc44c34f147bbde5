package dev.latchkey.key;

import dev.latchkey.crypto.RootSecret;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret that an API shares with Latchkey for HS256 (RFC 7518, 3.2). It signs access tokens only, and is not in the JWKS. Immutable.
 */
@Singleton
class SharedSecret {

    private static final String ALGORITHM = "HS256";
    private static final int ID_BYTES = 8;

    private final Optional<SigningKeys.Signer> signer;
    private final Optional<SigningKeys.Verifier> verifier;

    SharedSecret(KeyConfig config) {
        Optional<SecretKey> key = config.sharedSecret().map(SharedSecret::key);
        this.signer = key.map(secret -> new SigningKeys.Signer(id(secret), ALGORITHM, secret));
        this.verifier = key.map(secret -> new SigningKeys.Verifier(id(secret), ALGORITHM, secret));
    }

    Optional<SigningKeys.Signer> signer() {
        return signer;
    }

    Optional<SigningKeys.Verifier> verifier(String kid) {
        return verifier.filter(known -> known.kid().equals(kid));
    }

    /**
     * Checks the secret and makes a key of it. The text itself is the key, because an API passes the text to its library. It must be one
     * base64 text of at least 32 bytes.
     */
    private static SecretKey key(String text) {
        try {
            if (text.contains(",")) {
                throw new IllegalArgumentException("is more than one");
            }
            RootSecret.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "LATCHKEY_KEY_SHARED_SECRET " + e.getMessage() + ": make one with: openssl rand -base64 32", e);
        }
        return new SecretKeySpec(text.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    /** Returns an id that does not reveal the secret: the secret has 256 bits, and a part of its hash does not help to find them. */
    private static String id(SecretKey key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
            return "shared-" + HexFormat.of().formatHex(digest, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
