package dev.latchkey.password.foreign;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads layouts that are recognised by their text alone: Werkzeug's ({@code scrypt:32768:8:1$salt$hex},
 * {@code pbkdf2:sha256:600000$salt$hex}), better-auth's ({@code salt:hex}), ASP.NET Core Identity's (base64 of a marker, parameters, salt
 * and hash) and Supabase's for users from Firebase ({@code $fbscrypt$…}). Stateless.
 */
final class MoreLayouts {

    private static final Pattern WERKZEUG_SCRYPT =
            Pattern.compile("scrypt:([0-9]{1,9}):([0-9]{1,4}):([0-9]{1,4})\\$([^$]{1,64})\\$([0-9a-fA-F]{32,128})");
    private static final Pattern WERKZEUG_PBKDF2 =
            Pattern.compile("pbkdf2:(sha1|sha256|sha512):([0-9]{1,9})\\$([^$]{1,64})\\$([0-9a-fA-F]{32,128})");
    private static final Pattern BETTER_AUTH = Pattern.compile("([0-9a-f]{32}):([0-9a-f]{128})");
    private static final Pattern ASPNET = Pattern.compile("A[A-Za-z0-9+/]{40,400}={0,2}");
    private static final Pattern SUPABASE_FIREBASE = Pattern.compile(
            "\\$fbscrypt\\$v=1,n=([0-9]{1,2}),r=([0-9]{1,2}),p=1(?:,ss=([A-Za-z0-9+/_=-]*))?,sk=([A-Za-z0-9+/_=-]+)"
                    + "\\$([A-Za-z0-9+/_=-]+)\\$([A-Za-z0-9+/_=-]+)");

    private static final int ASPNET_2_SALT = 16;
    private static final int ASPNET_2_HASH = 32;
    private static final int ASPNET_2_ITERATIONS = 1000;
    private static final int ASPNET_3_HEADER = 12;

    private MoreLayouts() {}

    /** Returns the hash if the text is in one of these layouts; else null. */
    static @Nullable ForeignHash read(String text) {
        Matcher scrypt = WERKZEUG_SCRYPT.matcher(text);
        if (scrypt.matches()) {
            String others = "r=" + scrypt.group(2) + ",p=" + scrypt.group(3);
            return scrypt(Scrypt.SCHEME, Integer.parseInt(scrypt.group(1)), others, scrypt.group(4), scrypt.group(5));
        }
        Matcher pbkdf2 = WERKZEUG_PBKDF2.matcher(text);
        if (pbkdf2.matches()) {
            return Pbkdf2.of(
                    "pbkdf2-" + pbkdf2.group(1),
                    Integer.parseInt(pbkdf2.group(2)),
                    pbkdf2.group(3).getBytes(StandardCharsets.UTF_8),
                    Phc.encode(hex(pbkdf2.group(4))));
        }
        Matcher betterAuth = BETTER_AUTH.matcher(text);
        if (betterAuth.matches()) {
            // the salt is the text of the hexadecimal digits, not the bytes that they encode
            return scrypt(Scrypt.NFKC_SCHEME, 1 << 14, "r=16,p=1", betterAuth.group(1), betterAuth.group(2));
        }
        Matcher firebase = SUPABASE_FIREBASE.matcher(text);
        if (firebase.matches()) {
            return firebase(firebase);
        }
        return ASPNET.matcher(text).matches() ? aspnet(ByteBuffer.wrap(Phc.decode(text))) : null;
    }

    private static ForeignHash firebase(Matcher form) {
        return ForeignHash.read(FirebaseScrypt.text(
                Integer.parseInt(form.group(1)),
                Integer.parseInt(form.group(2)),
                Phc.decode(form.group(5)),
                Phc.decode(form.group(3) == null ? "" : form.group(3)),
                Phc.decode(form.group(4)),
                Phc.decode(form.group(6))));
    }

    private static ForeignHash scrypt(String scheme, int n, String others, String salt, String hash) {
        if (Integer.bitCount(n) != 1) {
            throw ForeignHash.unacceptable("must have a power of two for N");
        }
        String encoded = Phc.encode(salt.getBytes(StandardCharsets.UTF_8)) + "$" + Phc.encode(hex(hash));
        return ForeignHash.read(
                "$" + scheme + "$ln=" + Integer.numberOfTrailingZeros(n) + "," + others + "$" + encoded);
    }

    private static byte[] hex(String text) {
        if (text.length() % 2 == 1) {
            throw Phc.malformed();
        }
        return HexFormat.of().parseHex(text);
    }

    /**
     * Reads the binary layout. Marker 0 is Identity 2: SHA-1 with 1,000 iterations. Marker 1 is Identity 3: function, iterations and length
     * of the salt follow, big-endian.
     */
    private static ForeignHash aspnet(ByteBuffer bytes) {
        byte marker = bytes.get();
        if (marker == 0) {
            if (bytes.remaining() != ASPNET_2_SALT + ASPNET_2_HASH) {
                throw Phc.malformed();
            }
            return pbkdf2(Pbkdf2.SHA_1, ASPNET_2_ITERATIONS, ASPNET_2_SALT, bytes);
        }
        if (marker != 1 || bytes.remaining() < ASPNET_3_HEADER) {
            throw ForeignHash.unacceptable("must be of version 2 or 3 of ASP.NET Identity's format");
        }
        String scheme =
                switch (bytes.getInt()) {
                    case 0 -> Pbkdf2.SHA_1;
                    case 1 -> Pbkdf2.SHA_256;
                    case 2 -> Pbkdf2.SHA_512;
                    default -> throw ForeignHash.unacceptable("must be PBKDF2 with SHA-1, SHA-256 or SHA-512");
                };
        return pbkdf2(scheme, bytes.getInt(), bytes.getInt(), bytes);
    }

    private static ForeignHash pbkdf2(String scheme, int iterations, int saltLength, ByteBuffer rest) {
        if (saltLength < 1 || saltLength >= rest.remaining()) {
            throw Phc.malformed();
        }
        byte[] salt = new byte[saltLength];
        rest.get(salt);
        byte[] hash = new byte[rest.remaining()];
        rest.get(hash);
        return Pbkdf2.of(scheme, iterations, salt, Phc.encode(hash));
    }
}
