package dev.latchkey.password;

import dev.latchkey.crypto.Encryption;
import dev.latchkey.crypto.Randomness;
import dev.latchkey.crypto.RootSecret;
import dev.latchkey.crypto.RootSecret.Purpose;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * Password hashes of other systems, in the form in which they are stored until their users sign in: {@code sealed:}, the root secret's id,
 * base64 of {@link Encryption}. Such a hash has no pepper. Without the encryption, a copy of the database would be enough to guess
 * passwords offline.
 *
 * <p>Until 0.1.0 they were stored without encryption ({@code foreign:}); both forms are read. Immutable, except for the ids of warnings
 * already logged; safe for use by several threads.
 */
@Singleton
public class ForeignPasswords {

    private static final Logger LOG = Logger.getLogger(ForeignPasswords.class);
    private static final Pattern FORM = Pattern.compile("sealed:([0-9a-f]{16}):([A-Za-z0-9+/]+={0,2})");

    /**
     * Additional authenticated data of each hash. It does not name the user: Latchkey's own hashes can also be moved between rows, and an
     * attacker who can write rows can set passwords.
     */
    private static final String NAME = "hash";

    private final Encryption encryption;
    private final Set<String> warnedOf = ConcurrentHashMap.newKeySet();

    ForeignPasswords(RootSecret secret, Randomness randomness) {
        this.encryption = new Encryption(secret, Purpose.IMPORTED_PASSWORD, randomness, "imported password");
    }

    /**
     * Returns the id of the root secret that {@link #encrypt} uses.
     *
     * @return 16 hexadecimal digits
     */
    public String secretId() {
        return encryption.secretId();
    }

    /**
     * Encrypts a hash for storage.
     *
     * @param foreign the result of {@link ForeignPassword#stored}
     * @return the encrypted hash
     */
    public String encrypt(String foreign) {
        byte[] sealed = encryption.encrypt(NAME, foreign.getBytes(StandardCharsets.UTF_8));
        return "sealed:" + encryption.secretId() + ":" + Base64.getEncoder().encodeToString(sealed);
    }

    /**
     * Re-encrypts a stored hash that is not encrypted, or is encrypted under another root secret.
     *
     * @param stored the stored form
     * @return empty if it is not an imported password, or its root secret is not configured
     */
    public Optional<String> encryptAnew(String stored) {
        return decrypt(stored).map(this::encrypt);
    }

    /** Returns the text that was passed to {@link #encrypt}; empty if it is not an imported password, or cannot be decrypted. */
    Optional<String> decrypt(String stored) {
        if (stored.startsWith(ForeignPassword.TAG)) {
            return Optional.of(stored);
        }
        Matcher form = FORM.matcher(stored);
        if (!form.matches()) {
            return Optional.empty();
        }
        Optional<byte[]> plain =
                bytes(form.group(2)).flatMap(bytes -> encryption.decryptIfGenuine(NAME, form.group(1), bytes));
        if (plain.isEmpty() && warnedOf.add(form.group(1))) {
            // logged once per secret: a line for each login would take time that distinguishes such an account from
            // others
            LOG.warnf(
                    "An imported password was changed, or is encrypted under root secret %s, which is not in LATCHKEY_SECRET:"
                            + " put the former secret behind the present one, with a comma between.",
                    form.group(1));
        }
        return plain.map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    private static Optional<byte[]> bytes(String base64) {
        try {
            return Optional.of(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException changed) {
            return Optional.empty();
        }
    }
}
