package dev.latchkey.audit;

import java.util.Arrays;

/**
 * A message authentication code.
 *
 * @param key the number of the key
 * @param bytes the 32 bytes of HMAC-SHA-256
 */
@SuppressWarnings("ArrayRecordComponent") // equals and hashCode compare the content
record Mac(int key, byte[] bytes) {

    @Override
    public boolean equals(Object other) {
        return other instanceof Mac mac && key == mac.key && Arrays.equals(bytes, mac.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * key + Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "Mac[" + key + "]";
    }
}
