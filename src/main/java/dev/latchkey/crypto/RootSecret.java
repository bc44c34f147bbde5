package dev.latchkey.crypto;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret from which the key of every purpose is derived (HKDF, RFC 5869). It may have several values, newest first, for rotation.
 *
 * <p>Immutable and safe for use by several threads. Its text form shows nothing of it.
 */
public final class RootSecret {

    /** Minimum length of each secret. */
    static final int MINIMUM_BYTES = 32;

    /** How the decoded secret of dev mode and tests begins; {@code prod} refuses it. */
    private static final String DEVELOPMENT_MARK = "latchkey-development";

    /** 32 random bytes have fewer than 16 distinct values about once in 10^13 draws. Such a secret was typed, not generated. */
    private static final int MINIMUM_DISTINCT_BYTES = 16;

    private final List<byte[]> secrets;

    private RootSecret(List<byte[]> secrets) {
        this.secrets = secrets;
    }

    /** What a derived key is for. The label is an input of the derivation, so two purposes never share a key. */
    public enum Purpose {
        /** Keys the HMAC that is applied to a password before bcrypt. */
        PEPPER("latchkey/pepper/v1"),
        /** Encrypts the private signing keys in the database. */
        KEY_ENCRYPTION("latchkey/key-encryption/v1"),
        /** Keys the MAC in refresh tokens. */
        REFRESH_TOKEN("latchkey/refresh-token/v1"),
        /** Keys the hash under which attempts are counted. */
        THROTTLE("latchkey/throttle/v1"),
        /** Keys the MAC in device tokens. */
        DEVICE_TOKEN("latchkey/device-token/v1"),
        /** Encrypts the keys of the audit trail in the database. */
        AUDIT("latchkey/audit/v1"),
        /** Encrypts the secrets of webhooks in the database. */
        WEBHOOK("latchkey/webhook/v1"),
        /** Encrypts the password hashes of other systems in the database. */
        IMPORTED_PASSWORD("latchkey/imported-password/v1");

        private final String label;

        Purpose(String label) {
            this.label = label;
        }
    }

    /** A key for one purpose, derived from one of the secrets. Immutable; its text form shows its id only. */
    public static final class DerivedKey {

        private final String id;
        private final byte[] bytes;

        private DerivedKey(String id, byte[] bytes) {
            this.id = id;
            this.bytes = bytes;
        }

        /**
         * Returns an id of the secret and the purpose that reveals neither.
         *
         * @return 16 hexadecimal digits
         */
        public String id() {
            return id;
        }

        /**
         * Returns the key: 32 bytes.
         *
         * @param algorithm the algorithm it is used with, by its JDK name
         * @return the key
         */
        public SecretKey key(String algorithm) {
            return new SecretKeySpec(bytes, algorithm);
        }

        @Override
        public String toString() {
            return "DerivedKey[" + id + "]";
        }
    }

    /**
     * Generates a new secret for the setting.
     *
     * @return base64 of 32 random bytes
     */
    public static String generate() {
        byte[] bytes = new byte[MINIMUM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    /**
     * Parses the setting: base64 or base64url, several values separated by commas, newest first.
     *
     * @param setting the setting's text
     * @return the secret
     * @throws IllegalArgumentException if any part is not base64 or too weak; the message says what is wrong without the value
     */
    public static RootSecret parse(String setting) {
        List<byte[]> secrets = new ArrayList<>();
        for (String part : setting.split(",", -1)) {
            secrets.add(decode(part.strip()));
        }
        return new RootSecret(List.copyOf(secrets));
    }

    /**
     * Returns the key for new data of a purpose.
     *
     * @param purpose what the key is for
     * @return the newest secret's key
     */
    public DerivedKey current(Purpose purpose) {
        return derive(secrets.get(0), purpose);
    }

    /**
     * Returns the keys that existing data of a purpose may have been made with.
     *
     * @param purpose what the keys are for
     * @return the keys of all secrets, newest first
     */
    public List<DerivedKey> all(Purpose purpose) {
        return secrets.stream().map(secret -> derive(secret, purpose)).toList();
    }

    /**
     * Returns whether one of the secrets is that of dev mode and tests, which is public.
     *
     * @return true if {@code prod} must refuse it
     */
    public boolean isForDevelopment() {
        return secrets.stream()
                .anyMatch(secret -> new String(secret, StandardCharsets.ISO_8859_1).startsWith(DEVELOPMENT_MARK));
    }

    private static byte[] decode(String part) {
        byte[] secret;
        try {
            secret = Base64.getDecoder().decode(part.replace('-', '+').replace('_', '/'));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("is not base64", e);
        }
        if (secret.length < MINIMUM_BYTES) {
            throw new IllegalArgumentException("has fewer than " + MINIMUM_BYTES + " bytes");
        }
        String text = new String(secret, StandardCharsets.ISO_8859_1);
        if (text.chars().distinct().count() < MINIMUM_DISTINCT_BYTES) {
            throw new IllegalArgumentException("is not random");
        }
        return secret;
    }

    private static DerivedKey derive(byte[] secret, Purpose purpose) {
        byte[] id = Hkdf.sha256(secret, purpose.label + "/id", 8);
        return new DerivedKey(HexFormat.of().formatHex(id), Hkdf.sha256(secret, purpose.label, 32));
    }

    @Override
    public String toString() {
        return "RootSecret[" + secrets.size() + " <redacted>]";
    }
}
