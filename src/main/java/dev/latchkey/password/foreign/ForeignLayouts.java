package dev.latchkey.password.foreign;

import dev.latchkey.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads hashes in the layouts of other systems. {@link ForeignHash} reads the layouts that most of them share. This class adds Django's
 * ({@code pbkdf2_sha256$…}, {@code scrypt$…}, {@code argon2$…}, {@code bcrypt$…}, {@code bcrypt_sha256$…}), Firebase's, Keycloak's,
 * Spring's {@code {bcrypt}} and {@link MoreLayouts}. Stateless.
 */
public final class ForeignLayouts {

    private static final String DJANGO_ARGON2 = "argon2$argon2";
    private static final String DJANGO_BCRYPT = "bcrypt$$2";
    private static final String DJANGO_BCRYPT_SHA256 = "bcrypt_sha256$$2";
    private static final String SPRING_BCRYPT = "{bcrypt}";
    private static final String DJANGO_PBKDF2 = "pbkdf2_";
    private static final String DJANGO_SCRYPT = "scrypt$";
    private static final int MOST_DIGITS = 9;

    private ForeignLayouts() {}

    /**
     * Reads a hash.
     *
     * @param text the hash; null for Keycloak's, which is in the parameters
     * @param parameters parameters of the hash; null for none
     * @return the hash
     * @throws ProblemException {@code invalid_request} for {@code passwordHash} or {@code hash}
     */
    public static ForeignHash read(@Nullable String text, @Nullable HashParameters parameters) {
        if (parameters != null && parameters.ofKeycloak()) {
            if (text != null) {
                throw ProblemException.invalid("passwordHash", "must not be there: Keycloak's is in secretData");
            }
            return Keycloak.read(parameters);
        }
        if (text == null) {
            throw ForeignHash.unacceptable("must be there");
        }
        if (text.length() > ForeignHash.MOST_CHARACTERS) {
            throw ForeignHash.unacceptable("must have at most " + ForeignHash.MOST_CHARACTERS + " characters");
        }
        return parameters == null ? ofText(text) : ofFirebase(text, parameters);
    }

    private static ForeignHash ofText(String text) {
        if (text.startsWith(DJANGO_PBKDF2)) {
            return djangoPbkdf2(text.split("\\$", -1));
        }
        if (text.startsWith(DJANGO_SCRYPT)) {
            return djangoScrypt(text.split("\\$", -1));
        }
        if (text.startsWith(DJANGO_BCRYPT_SHA256)) {
            return ForeignHash.read("$" + Prehash.DJANGO_SCHEME + text.substring(text.indexOf('$') + 1));
        }
        if (text.startsWith(SPRING_BCRYPT)) {
            return ForeignHash.read(text.substring(SPRING_BCRYPT.length()));
        }
        ForeignHash other = MoreLayouts.read(text);
        if (other != null) {
            return other;
        }
        boolean wrapped = text.startsWith(DJANGO_ARGON2) || text.startsWith(DJANGO_BCRYPT);
        return ForeignHash.read(wrapped ? text.substring(text.indexOf('$') + (text.charAt(0) == 'b' ? 1 : 0)) : text);
    }

    /** Reads {@code pbkdf2_sha256$iterations$salt$hash}, with the salt as plain text. */
    private static ForeignHash djangoPbkdf2(String[] fields) {
        if (fields.length != 4) {
            throw Phc.malformed();
        }
        String scheme =
                switch (fields[0]) {
                    case "pbkdf2_sha1" -> Pbkdf2.SHA_1;
                    case "pbkdf2_sha256" -> Pbkdf2.SHA_256;
                    case "pbkdf2_sha512" -> Pbkdf2.SHA_512;
                    default -> throw ForeignHash.unacceptable("must be PBKDF2 with SHA-1, SHA-256 or SHA-512");
                };
        return Pbkdf2.of(scheme, number(fields[1]), fields[2].getBytes(StandardCharsets.UTF_8), fields[3]);
    }

    /** Reads {@code scrypt$N$salt$r$p$hash}, with the salt as plain text. */
    private static ForeignHash djangoScrypt(String[] fields) {
        if (fields.length != 6) {
            throw Phc.malformed();
        }
        int n = number(fields[1]);
        if (Integer.bitCount(n) != 1) {
            throw ForeignHash.unacceptable("must have a power of two for N");
        }
        String salt = Phc.encode(fields[2].getBytes(StandardCharsets.UTF_8));
        return ForeignHash.read(String.format(
                Locale.ROOT,
                "$scrypt$ln=%d,r=%d,p=%d$%s$%s",
                Integer.numberOfTrailingZeros(n),
                number(fields[3]),
                number(fields[4]),
                salt,
                Phc.encode(Phc.decode(fields[5]))));
    }

    private static ForeignHash ofFirebase(String text, HashParameters given) {
        if (given.salt() == null || given.signerKey() == null || given.rounds() == null || given.memCost() == null) {
            throw ProblemException.invalid("hash", "must have salt, signerKey, rounds and memCost");
        }
        byte[] separator = given.saltSeparator() == null ? new byte[0] : Phc.decode(given.saltSeparator());
        return ForeignHash.read(FirebaseScrypt.text(
                given.memCost(),
                given.rounds(),
                Phc.decode(given.salt()),
                separator,
                Phc.decode(given.signerKey()),
                Phc.decode(text)));
    }

    private static int number(String text) {
        if (text.length() > MOST_DIGITS || !text.matches("[0-9]+")) {
            throw Phc.malformed();
        }
        return Integer.parseInt(text);
    }
}
