package dev.latchkey.password;

import dev.latchkey.crypto.Hmac;
import dev.latchkey.crypto.RootSecret;
import dev.latchkey.crypto.RootSecret.DerivedKey;
import dev.latchkey.crypto.RootSecret.Purpose;
import jakarta.inject.Singleton;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Applies the pepper, the keyed step before bcrypt. bcrypt reads 72 bytes and stops at a NUL; this step gives it 64 ASCII characters for a
 * password of any length. It also makes a stolen table useless without the root secret.
 *
 * <p>Immutable and safe for use by several threads.
 */
@Singleton
class Pepper {

    private final List<DerivedKey> keys;

    Pepper(RootSecret secret) {
        this.keys = secret.all(Purpose.PEPPER);
    }

    DerivedKey current() {
        return keys.get(0);
    }

    Optional<DerivedKey> find(String id) {
        return keys.stream().filter(key -> key.id().equals(id)).findFirst();
    }

    /** Returns {@code base64(HMAC-SHA-384(pepper, NFKC(password)))}: 64 characters. */
    static String apply(DerivedKey key, PlainPassword password) {
        return Base64.getEncoder().encodeToString(Hmac.SHA_384.of(key, password.normalized()));
    }
}
