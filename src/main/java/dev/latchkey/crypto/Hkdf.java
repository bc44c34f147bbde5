package dev.latchkey.crypto;

import java.nio.charset.StandardCharsets;

/** HKDF with SHA-256 (RFC 5869). The JDK has it from version 25 on; Latchkey supports 17. */
final class Hkdf {

    private static final int HASH_BYTES = 32;

    private Hkdf() {}

    /** Derives {@code length} bytes (at most 255 × 32) without a salt: the input is random already (RFC 5869, 3.1). */
    static byte[] sha256(byte[] inputKey, String info, int length) {
        return expand(Hmac.SHA_256.of(new byte[HASH_BYTES], inputKey), info.getBytes(StandardCharsets.UTF_8), length);
    }

    static byte[] expand(byte[] pseudoRandomKey, byte[] info, int length) {
        byte[] output = new byte[length];
        byte[] block = {};
        int done = 0;
        for (byte counter = 1; done < length; counter++) {
            block = Hmac.SHA_256.of(pseudoRandomKey, block, info, new byte[] {counter});
            int take = Math.min(block.length, length - done);
            System.arraycopy(block, 0, output, done, take);
            done += take;
        }
        return output;
    }
}
