package dev.latchkey.password.foreign;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * PBKDF2 (RFC 8018, 5.2) with HMAC of SHA-1, SHA-256 or SHA-512: {@code $pbkdf2-sha256$i=600000$salt$hash}; passlib writes the iterations
 * without {@code i=}.
 *
 * <p>Each block of a hash is derived independently, at the same cost. The first block, of 20 bytes or more, is enough to decide whether a
 * password matches, so only that block is kept.
 */
final class Pbkdf2 extends DerivedHash {

    static final String SHA_1 = "pbkdf2-sha1";
    static final String SHA_256 = "pbkdf2-sha256";
    static final String SHA_512 = "pbkdf2-sha512";

    /** passlib's and Keycloak's name for SHA-1. */
    static final String PLAIN = "pbkdf2";

    /** OWASP recommends 1,300,000 for SHA-1, Django uses 1,200,000 for SHA-256. This maximum takes a few seconds. */
    private static final int MOST_ITERATIONS = 2_000_000;

    private static final int SHORTEST_HASH = 16;
    private static final int LONGEST_HASH = 512;
    private static final int LONGEST_SALT = 128;

    private static final Pattern PASSLIB = Pattern.compile("(\\$pbkdf2(?:-sha1|-sha256|-sha512)?\\$)([0-9]+\\$.*)");

    private final String algorithm;
    private final int iterations;
    private final byte[] salt;
    private final byte[] hash;

    private Pbkdf2(String scheme, int iterations, byte[] salt, byte[] hash) {
        super("$" + scheme + "$i=" + iterations + "$" + Phc.encode(salt) + "$" + Phc.encode(hash));
        this.algorithm = algorithm(scheme);
        this.iterations = iterations;
        this.salt = salt;
        this.hash = hash;
    }

    static Pbkdf2 read(String text) {
        Matcher passlib = PASSLIB.matcher(text);
        Phc phc = Phc.read(passlib.matches() ? passlib.group(1) + "i=" + passlib.group(2) : text, 2);
        phc.mustHaveNumbers("i");
        String scheme = phc.scheme().equals(PLAIN) ? SHA_1 : phc.scheme();
        return of(
                scheme,
                phc.number("i", 1, MOST_ITERATIONS),
                Phc.decode(phc.texts().get(0)),
                phc.texts().get(1));
    }

    /** Creates a hash from a raw salt and a hash in Base64. */
    static Pbkdf2 of(String scheme, int iterations, byte[] salt, String hash) {
        byte[] whole = Phc.sized("hash", Phc.decode(hash), SHORTEST_HASH, LONGEST_HASH);
        return new Pbkdf2(
                scheme,
                Phc.bounded("iterations", iterations, 1, MOST_ITERATIONS),
                Phc.sized("salt", salt, 1, LONGEST_SALT),
                Arrays.copyOf(whole, Math.min(whole.length, blockBytes(scheme))));
    }

    private static int blockBytes(String scheme) {
        return switch (scheme) {
            case SHA_1 -> 20;
            case SHA_256 -> 32;
            default -> 64;
        };
    }

    private static String algorithm(String scheme) {
        return switch (scheme) {
            case SHA_1 -> "PBKDF2WithHmacSHA1";
            case SHA_256 -> "PBKDF2WithHmacSHA256";
            default -> "PBKDF2WithHmacSHA512";
        };
    }

    @Override
    public boolean isOf(byte[] password) {
        // the JDK takes characters and uses their UTF-8 form
        char[] characters = new String(password, StandardCharsets.UTF_8).toCharArray();
        PBEKeySpec wanted = new PBEKeySpec(characters, salt, iterations, hash.length * Byte.SIZE);
        try {
            return MessageDigest.isEqual(
                    hash,
                    SecretKeyFactory.getInstance(algorithm)
                            .generateSecret(wanted)
                            .getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        } finally {
            wanted.clearPassword();
            Arrays.fill(characters, '\0');
        }
    }
}
