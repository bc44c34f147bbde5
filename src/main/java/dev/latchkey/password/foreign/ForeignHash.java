package dev.latchkey.password.foreign;

import dev.latchkey.problem.ProblemException;
import java.util.List;

/**
 * A password as another system has hashed it, with bounded parameters. Immutable, safe for use by several threads, and never shows
 * the hash itself.
 */
public sealed interface ForeignHash permits ForeignBcrypt, DerivedHash {

    /** The longest text that is looked at; Firebase's have about 330 characters. */
    int MOST_CHARACTERS = 1024;

    /**
     * Reads one of the forms that {@link #text()} gives, and what the systems themselves write in that form: {@code $2a$}, {@code
     * $2b$}, {@code $2y$}, {@code $wp$2y$}, {@code $bcrypt-sha256$}; {@code $argon2id$}, {@code $argon2i$}; {@code $scrypt$}; {@code
     * $pbkdf2-sha256$} and its sisters; {@code $P$}, {@code $H$}.
     *
     * @param text any text
     * @return the hash
     * @throws ProblemException {@code invalid_request} for {@code passwordHash}, with what is asked of it
     */
    static ForeignHash read(String text) {
        if (text.length() > MOST_CHARACTERS) {
            throw unacceptable("must have at most " + MOST_CHARACTERS + " characters");
        }
        int end = text.indexOf('$', 1);
        return switch (end < 0 || text.charAt(0) != '$' ? "" : text.substring(1, end)) {
            case "2a", "2b", "2y", Prehash.WORDPRESS_SCHEME, Prehash.DJANGO_SCHEME, Prehash.PASSLIB_SCHEME ->
                ForeignBcrypt.read(text);
            case "2x" -> throw unacceptable("must not be $2x$: it says that the hash was made by a faulty program");
            case Argon2.ID, Argon2.I -> Argon2.read(text);
            case Scrypt.SCHEME, Scrypt.NFKC_SCHEME -> Scrypt.read(text);
            case "P", "H" -> Phpass.read(text);
            case FirebaseScrypt.SCHEME -> FirebaseScrypt.read(text);
            case Pbkdf2.PLAIN, Pbkdf2.SHA_1, Pbkdf2.SHA_256, Pbkdf2.SHA_512 -> Pbkdf2.read(text);
            default -> throw unacceptable("must be of bcrypt, Argon2id, Argon2i, scrypt, PBKDF2 or phpass");
        };
    }

    /**
     * The form to store.
     *
     * @return ASCII, one line
     */
    String text();

    /**
     * What the other system may have hashed for a password that is typed here: the text as it is, in NFC and in NFD, because keyboards
     * differ and most systems hash what they get. They are one for a password in ASCII, and at most {@link TypedForms#MOST}.
     *
     * @param typed what was typed
     * @return the bytes to try, in this order; none if the password is wrong whatever the hash says
     */
    default List<byte[]> formsOf(String typed) {
        return TypedForms.of(typed, typed);
    }

    /**
     * Returns how many forms a typed text has, whatever hash it is compared with. Hashes have as many for it, or fewer; but phpass may
     * have one more.
     *
     * @param typed what was typed
     * @return 1 for ASCII and for a text that no system can have hashed; at most 3
     */
    static int numberOfForms(String typed) {
        return Math.max(1, TypedForms.of(typed, typed).size());
    }

    /** What is asked of a hash; a phrase that goes behind "passwordHash". */
    static ProblemException unacceptable(String message) {
        return ProblemException.invalid("passwordHash", message);
    }
}
