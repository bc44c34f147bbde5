package dev.latchkey.password.foreign;

import dev.latchkey.problem.ProblemException;
import java.util.List;

/**
 * A password hash of another system, with bounded parameters. Immutable, safe for use by several threads; its {@code toString} does not
 * show the hash.
 */
public sealed interface ForeignHash permits ForeignBcrypt, DerivedHash {

    /** The maximum length of a text that is read; Firebase's have about 330 characters. */
    int MOST_CHARACTERS = 1024;

    /**
     * Reads the forms that {@link #text()} returns, and those that the systems themselves write in the same layout: {@code $2a$},
     * {@code $2b$}, {@code $2y$}, {@code $wp$2y$}, {@code $bcrypt-sha256$}; {@code $argon2id$}, {@code $argon2i$}; {@code $scrypt$};
     * {@code $pbkdf2-sha256$} and its variants; {@code $P$}, {@code $H$}.
     *
     * @param text any text
     * @return the hash
     * @throws ProblemException {@code invalid_request} for {@code passwordHash}, with the requirement that it misses
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
     * Returns the form to store.
     *
     * @return ASCII, one line
     */
    String text();

    /**
     * Returns the byte forms that the other system may have hashed for a typed password: the text as typed, in NFC and in NFD, because
     * keyboards differ and most systems hash their input unchanged. A password in ASCII has one form; no password has more than
     * {@link TypedForms#MOST}.
     *
     * @param typed the typed password
     * @return the bytes to try, in this order; empty if no hash can match the password
     */
    default List<byte[]> formsOf(String typed) {
        return TypedForms.of(typed, typed);
    }

    /**
     * Returns the number of forms of a typed text, independent of the hash. A particular hash has as many or fewer, except that phpass may
     * have one more.
     *
     * @param typed the typed password
     * @return 1 for ASCII and for a text that no system can have hashed; at most 3
     */
    static int numberOfForms(String typed) {
        return Math.max(1, TypedForms.of(typed, typed).size());
    }

    /** Returns the refusal of a hash; the message is a phrase that follows "passwordHash". */
    static ProblemException unacceptable(String message) {
        return ProblemException.invalid("passwordHash", message);
    }
}
