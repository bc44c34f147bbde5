package dev.latchkey.crypto;

import dev.latchkey.crypto.RootSecret.DerivedKey;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.Key;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Message authentication codes with a hash function (HMAC, RFC 2104). Safe for use by several threads. */
public enum Hmac {
    /** HMAC with SHA-256: 32 bytes. */
    SHA_256("HmacSHA256"),

    /** HMAC with SHA-384: 48 bytes. */
    SHA_384("HmacSHA384");

    /** The length of a code of {@link #SHA_256}. */
    public static final int SHA_256_BYTES = 32;

    private final String algorithm;

    Hmac(String algorithm) {
        this.algorithm = algorithm;
    }

    /**
     * Returns the code of parts, one after the other without a separator. Their lengths must be fixed: else {@code ab, c} and {@code a, bc}
     * have one code.
     *
     * @param key a derived key
     * @param parts the message
     * @return the code
     */
    public byte[] of(DerivedKey key, byte[]... parts) {
        return of(key.key(algorithm), parts);
    }

    /**
     * As {@link #of(DerivedKey, byte[]...)}, with a key that is not derived.
     *
     * @param key at least one byte
     * @param parts the message
     * @return the code
     */
    public byte[] of(byte[] key, byte[]... parts) {
        return of(new SecretKeySpec(key, algorithm), parts);
    }

    /**
     * Returns the code of parts, each preceded by its length in four bytes, so that different lists of parts never have one code.
     *
     * @param key a derived key
     * @param parts the message
     * @return the code
     */
    public byte[] ofFramed(DerivedKey key, byte[]... parts) {
        byte[][] framed = new byte[2 * parts.length][];
        for (int i = 0; i < parts.length; i++) {
            framed[2 * i] =
                    ByteBuffer.allocate(Integer.BYTES).putInt(parts[i].length).array();
            framed[2 * i + 1] = parts[i];
        }
        return of(key, framed);
    }

    private byte[] of(Key key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(key);
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }
}
