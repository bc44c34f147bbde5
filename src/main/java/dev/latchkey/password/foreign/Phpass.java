package dev.latchkey.password.foreign;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The portable hashes of phpass (openwall.com/phpass): iterated MD5. WordPress made them until 6.8, phpBB with {@code $H$}. The form is
 * {@code $P$}, one character for the base-2 logarithm of the rounds, 8 of salt, 22 of hash. WordPress trims a password before it hashes it.
 */
final class Phpass extends DerivedHash {

    private static final String ALPHABET = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final Pattern FORM =
            Pattern.compile("\\$[PH]\\$([./0-9A-Za-z])([./0-9A-Za-z]{8})([./0-9A-Za-z]{22})");
    private static final int LEAST_LOG = 7;

    /**
     * WordPress uses 2^13 rounds. Each round hashes the whole password, so 2^16 rounds of the longest password are 268 MB of MD5: half a
     * second.
     */
    private static final int MOST_LOG = 16;

    /** phpass does not hash longer passwords, and WordPress refuses them. */
    private static final int MOST_BYTES = 4096;

    private static final int SIX_BITS = 0x3f;

    private final int rounds;
    private final byte[] salt;
    private final String hash;

    private Phpass(String text, int rounds, byte[] salt, String hash) {
        super(text);
        this.rounds = rounds;
        this.salt = salt;
        this.hash = hash;
    }

    static Phpass read(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw ForeignHash.unacceptable("must have 34 characters of phpass's alphabet");
        }
        int log = Phc.bounded("rounds (base-2 logarithm)", ALPHABET.indexOf(form.group(1)), LEAST_LOG, MOST_LOG);
        return new Phpass(text, 1 << log, form.group(2).getBytes(StandardCharsets.US_ASCII), form.group(3));
    }

    /** Trims a text as PHP's {@code trim} does. */
    static String trimmed(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isTrimmed(text.charAt(from))) {
            from++;
        }
        while (to > from && isTrimmed(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isTrimmed(char character) {
        return " \t\n\r\u000b".indexOf(character) >= 0;
    }

    @Override
    public List<byte[]> formsOf(String typed) {
        return TypedForms.of(trimmed(typed), typed).stream()
                .filter(form -> form.length <= MOST_BYTES)
                .toList();
    }

    @Override
    public boolean isOf(byte[] password) {
        try {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            md5.update(salt);
            byte[] digest = md5.digest(password);
            for (int i = 0; i < rounds; i++) {
                md5.update(digest);
                digest = md5.digest(password);
            }
            return MessageDigest.isEqual(
                    hash.getBytes(StandardCharsets.US_ASCII), encode(digest).getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }

    /** Encodes groups of three bytes, least significant six bits first. */
    private static String encode(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < bytes.length; i += 3) {
            int left = Math.min(bytes.length - i, 3);
            int value = bytes[i] & 0xff;
            value |= left > 1 ? (bytes[i + 1] & 0xff) << 8 : 0;
            value |= left > 2 ? (bytes[i + 2] & 0xff) << 16 : 0;
            for (int sextet = 0; sextet <= left; sextet++) {
                text.append(ALPHABET.charAt((value >> (6 * sextet)) & SIX_BITS));
            }
        }
        return text.toString();
    }
}
