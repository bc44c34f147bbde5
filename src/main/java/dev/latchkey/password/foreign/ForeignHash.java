package dev.latchkey.password.foreign;

import dev.latchkey.problem.ProblemException;

/**
 * A password as another system has hashed it, with bounded parameters. Immutable, safe for use by several threads, and never shows
 * the hash itself.
 */
public sealed interface ForeignHash permits ForeignBcrypt, DerivedHash {

    /** The longest text that is looked at; Firebase's have about 330 characters. */
    int MOST_CHARACTERS = 1024;

    /**
     * Reads one of the forms that {@link #text()} gives, and what the systems themselves write in that form: {@code $2a$}, {@code
     * $2b$}, {@code $2y$}; {@code $argon2id$}, {@code $argon2i$}; {@code $scrypt$}; {@code $pbkdf2-sha256$} and its sisters.
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
            case "2a", "2b", "2y" -> ForeignBcrypt.read(text);
            case "2x" -> throw unacceptable("must not be $2x$: it says that the hash was made by a faulty program");
            case Argon2.ID, Argon2.I -> Argon2.read(text);
            case Scrypt.SCHEME -> Scrypt.read(text);
            case FirebaseScrypt.SCHEME -> FirebaseScrypt.read(text);
            case Pbkdf2.PLAIN, Pbkdf2.SHA_1, Pbkdf2.SHA_256, Pbkdf2.SHA_512 -> Pbkdf2.read(text);
            default -> throw unacceptable("must be of bcrypt, Argon2id, Argon2i, scrypt or PBKDF2");
        };
    }

    /**
     * The form to store.
     *
     * @return ASCII, one line
     */
    String text();

    /**
     * Whether a password of these bytes can have been hashed whole. If not, it is wrong, whatever the hash says.
     *
     * @param password what was typed, in UTF-8
     * @return false for one that the other system would have cut
     */
    default boolean canBeOf(byte[] password) {
        for (byte each : password) {
            if (each == 0) {
                return false;
            }
        }
        return password.length > 0;
    }

    /** What is asked of a hash; a phrase that goes behind "passwordHash". */
    static ProblemException unacceptable(String message) {
        return ProblemException.invalid("passwordHash", message);
    }
}
