package dev.latchkey.audit;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;

/**
 * All audit keys by number, and the number of the key that signs. Safe for use by several threads.
 *
 * @param keys 32 bytes each
 * @param current the number of the key that signs
 */
record Keyring(Map<Integer, byte[]> keys, int current) {

    private static final String ALGORITHM = "HmacSHA256";

    Mac sign(byte[] message) {
        return new Mac(current, hmac(current, message));
    }

    /** Returns whether a MAC is valid; false also for an unknown key. */
    boolean isGenuine(Mac mac, byte[] message) {
        return keys.containsKey(mac.key()) && MessageDigest.isEqual(hmac(mac.key(), message), mac.bytes());
    }

    private byte[] hmac(int id, byte[] message) {
        try {
            javax.crypto.Mac mac = javax.crypto.Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(keys.get(id), ALGORITHM));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return "Keyring[" + keys.keySet() + "]";
    }
}
