package dev.latchkey.password;

import dev.latchkey.platform.Encryption;
import dev.latchkey.platform.Randomness;
import dev.latchkey.platform.RootSecret;
import dev.latchkey.platform.RootSecret.Purpose;
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
 * Passwords that other systems have hashed, as they are stored until their owners sign in: {@code sealed:}, the root secret's id, base64
 * of {@link Encryption}. Such a hash has no pepper, so that without it the database alone would be enough to guess a password offline.
 *
 * <p>Until 0.1.0 they were stored as they came ({@code foreign:}); both forms are read. Immutable, but for what was warned of; safe for
 * use by several threads.
 */
@Singleton
public class ForeignPasswords {

    private static final Logger LOG = Logger.getLogger(ForeignPasswords.class);
    private static final Pattern FORM = Pattern.compile("sealed:([0-9a-f]{16}):([A-Za-z0-9+/]+={0,2})");

    /**
     * Authenticated with each. It does not name the user: hashes of Latchkey's own can be moved from row to row as well, and whoever can
     * write rows can set passwords.
     */
    private static final String NAME = "hash";

    private final Encryption encryption;
    private final Set<String> warnedOf = ConcurrentHashMap.newKeySet();

    ForeignPasswords(RootSecret secret, Randomness randomness) {
        this.encryption = new Encryption(secret, Purpose.IMPORTED_PASSWORD, randomness, "imported password");
    }

    /**
     * Names the root secret that {@link #encrypt} uses.
     *
     * @return 16 hexadecimal digits
     */
    public String secretId() {
        return encryption.secretId();
    }

    /**
     * Makes the form to store.
     *
     * @param foreign what {@link ForeignPassword#stored} gave
     * @return the encrypted hash
     */
    public String encrypt(String foreign) {
        byte[] sealed = encryption.encrypt(NAME, foreign.getBytes(StandardCharsets.UTF_8));
        return "sealed:" + encryption.secretId() + ":" + Base64.getEncoder().encodeToString(sealed);
    }

    /**
     * Makes the form to store of one that is not encrypted, or under another root secret.
     *
     * @param stored as it is stored
     * @return empty if it is no imported password, or its root secret is not configured
     */
    public Optional<String> encryptAnew(String stored) {
        return decrypt(stored).map(this::encrypt);
    }

    /** What was given to {@link #encrypt}; empty if it is no imported password, or cannot be decrypted. */
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
            // once, as PasswordHasher does: a line for each login would tell such an account from others
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
