package dev.latchkey.audit;

import dev.latchkey.crypto.Hmac;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Objects;

/**
 * All audit keys by number, and the number of the key that signs. Safe for use by several threads.
 *
 * @param keys 32 bytes each
 * @param current the number of the key that signs
 */
record Keyring(Map<Integer, byte[]> keys, int current) {

    Mac sign(byte[] message) {
        return new Mac(current, hmac(current, message));
    }

    /** Returns whether a MAC is valid; false also for an unknown key. */
    boolean isGenuine(Mac mac, byte[] message) {
        return keys.containsKey(mac.key()) && MessageDigest.isEqual(hmac(mac.key(), message), mac.bytes());
    }

    private byte[] hmac(int id, byte[] message) {
        return Hmac.SHA_256.of(Objects.requireNonNull(keys.get(id)), message);
    }

    @Override
    public String toString() {
        return "Keyring[" + keys.keySet() + "]";
    }
}
