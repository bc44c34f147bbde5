package dev.latchkey.password.foreign;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Firebase's variant of scrypt (github.com/firebase/scrypt). scrypt derives a key, which encrypts the project's signer key by AES in
 * counter mode; the ciphertext is the hash. Stored as {@code $firebase-scrypt$ln=14,r=8$salt$separator$signer key$hash}.
 */
final class FirebaseScrypt extends DerivedHash {

    static final String SCHEME = "firebase-scrypt";

    private static final int KEY_BYTES = 32;
    private static final int COUNTER_BYTES = 16;
    private static final int LONGEST = 64;
    private static final int MOST = 32;

    private final Scrypt.Cost cost;
    private final byte[] salt;
    private final byte[] signerKey;
    private final byte[] hash;

    private FirebaseScrypt(String text, Scrypt.Cost cost, byte[] salt, byte[] signerKey, byte[] hash) {
        super(text);
        this.cost = cost;
        this.salt = salt;
        this.signerKey = signerKey;
        this.hash = hash;
    }

    /** Returns the form to store. */
    static String text(int memCost, int rounds, byte[]... parts) {
        StringBuilder text = new StringBuilder("$" + SCHEME + "$ln=" + memCost + ",r=" + rounds);
        for (byte[] part : parts) {
            text.append('$').append(Phc.encode(part));
        }
        return text.toString();
    }

    static FirebaseScrypt read(String text) {
        Phc phc = Phc.read(text, 4);
        phc.mustHaveNumbers("ln", "r");
        Scrypt.Cost cost = Scrypt.Cost.of(phc.number("ln", 1, MOST), phc.number("r", 1, MOST), 1);
        byte[] salt = phc.bytes(0, "salt", 1, LONGEST);
        byte[] separator = phc.bytes(1, "salt separator", 0, LONGEST);
        byte[] signerKey = phc.bytes(2, "signer key", KEY_BYTES, LONGEST);
        byte[] hash = phc.bytes(3, "hash", signerKey.length, signerKey.length);
        byte[] both = Arrays.copyOf(salt, salt.length + separator.length);
        System.arraycopy(separator, 0, both, salt.length, separator.length);
        return new FirebaseScrypt(text, cost, both, signerKey, hash);
    }

    @Override
    public boolean isOf(byte[] password) {
        try {
            byte[] key = cost.derive(password, salt, KEY_BYTES);
            Cipher aes = Cipher.getInstance("AES/CTR/NoPadding");
            aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(new byte[COUNTER_BYTES]));
            return MessageDigest.isEqual(hash, aes.doFinal(signerKey));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES/CTR", e);
        }
    }
}
