package dev.latchkey.password.foreign;

/** A hash that is compared by deriving it again, on the caller's thread. */
public abstract sealed class DerivedHash implements ForeignHash permits Argon2, FirebaseScrypt, Pbkdf2, Phpass, Scrypt {

    private final String text;

    DerivedHash(String text) {
        this.text = text;
    }

    /**
     * Returns whether a password has this hash, compared in constant time.
     *
     * @param password the typed password, in UTF-8
     * @return true if it has
     */
    public abstract boolean isOf(byte[] password);

    @Override
    public final String text() {
        return text;
    }

    @Override
    public final String toString() {
        return getClass().getSimpleName();
    }
}
