package dev.latchkey.password.foreign;

/** A hash that is compared by deriving it again, on the caller's thread. */
public abstract sealed class DerivedHash implements ForeignHash permits Argon2, FirebaseScrypt, Pbkdf2, Phpass, Scrypt {

    private final String text;

    DerivedHash(String text) {
        this.text = text;
    }

    /**
     * Whether a password leads to this hash. The texts are compared in constant time.
     *
     * @param password what was typed, in UTF-8
     * @return true if it does
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
