package dev.latchkey.password;

import dev.latchkey.capacity.HashingAdmission;
import dev.latchkey.capacity.Priority;
import dev.latchkey.crypto.Randomness;
import dev.latchkey.crypto.RootSecret.DerivedKey;
import io.quarkus.elytron.security.common.BcryptUtil;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/**
 * Hashes and verifies passwords: {@code bcrypt(base64(HMAC-SHA-384(pepper, NFKC(password))))}.
 *
 * <p>Elytron makes the hashes that are stored; the configured engine computes the hashes that are compared.
 *
 * <p>Safe for use by several threads. The caller waits for the hashing pool and must not hold a database connection meanwhile.
 */
@ApplicationScoped
public class PasswordHasher {

    private static final int SALT_BYTES = 16;

    private final HashingPool pool;
    private final HashingAdmission admission;
    private final Pepper pepper;
    private final Randomness randomness;
    private final PasswordComparison comparison;
    private final int cost;

    PasswordHasher(
            PasswordConfig config,
            HashingPool pool,
            HashingAdmission admission,
            Pepper pepper,
            Randomness randomness,
            PasswordComparison comparison) {
        this.comparison = comparison;
        this.pool = pool;
        this.admission = admission;
        this.pepper = pepper;
        this.randomness = randomness;
        this.cost = config.cost();
    }

    /** The result of a verification. */
    public enum Verdict {
        /** The password is right, and its stored form is up to date. */
        RIGHT,
        /** The password is right; its stored form has a lower cost, an older pepper or is another system's, and should be replaced. */
        RIGHT_BUT_OLD,
        /** The password is wrong, or there is no stored one to compare with. */
        WRONG
    }

    /** A place in the hashing pool for the hashes of one call. The caller closes it. For use by one thread. */
    public final class HashingPermit implements AutoCloseable {

        private final Priority priority;

        /**
         * Returns whether a right password can be stored in a better form. A password that another system accepted may be longer than any
         * that Latchkey accepts.
         *
         * @param password the typed password
         * @return true if {@link #hash} accepts it
         */
        public boolean canHash(PlainPassword password) {
            return password.isHashable();
        }

        private HashingPermit(Priority priority) {
            this.priority = priority;
            admission.enter(priority);
        }

        /**
         * As {@link PasswordHasher#verify}, with the place already taken.
         *
         * @param password the typed password
         * @param stored the stored form, or null
         * @return the verdict
         */
        public Verdict verify(PlainPassword password, @Nullable String stored) {
            return compare(priority, password, stored);
        }

        /**
         * As {@link PasswordHasher#hash}, with the place already taken.
         *
         * @param password the password
         * @return the tagged hash
         */
        public String hash(PlainPassword password) {
            return make(priority, password);
        }

        @Override
        public void close() {
            admission.leave(1);
        }
    }

    /**
     * Takes a place in the hashing pool before any other work for a call, so that a caller who cannot be served in time costs no work.
     *
     * @param priority the caller's priority
     * @return the place, to be closed
     * @throws dev.latchkey.problem.ProblemException {@code busy}
     */
    public HashingPermit permit(Priority priority) {
        return new HashingPermit(priority);
    }

    /**
     * Hashes a password for storage.
     *
     * @param password the password
     * @return the tagged hash, 115 characters
     * @throws dev.latchkey.problem.ProblemException {@code busy}
     */
    public String hash(PlainPassword password) {
        try (HashingPermit permit = permit(Priority.NORMAL)) {
            return permit.hash(password);
        }
    }

    /**
     * Compares a password with a stored one. The work for a wrong password depends on the typed text only, not on the stored form: one hash
     * at the configured cost for each form that the text has ({@link PasswordComparison}). That holds also if there is no stored password,
     * or if it cannot be read, has a lower cost or is another system's. A stored hash that costs more is noticeable by its time, until its
     * user has signed in once.
     *
     * @param password the typed password
     * @param stored the stored form; null if the user does not exist or has no password
     * @return the verdict
     * @throws dev.latchkey.problem.ProblemException {@code busy}
     */
    public Verdict verify(PlainPassword password, @Nullable String stored) {
        try (HashingPermit permit = permit(Priority.NORMAL)) {
            return permit.verify(password, stored);
        }
    }

    private String make(Priority priority, PlainPassword password) {
        return pool.run("hash", priority, () -> {
            DerivedKey key = pepper.current();
            String bcrypt = BcryptUtil.bcryptHash(Pepper.apply(key, password), cost, randomness.bytes(SALT_BYTES));
            return StoredPassword.format(key.id(), bcrypt);
        });
    }

    Verdict compare(Priority priority, PlainPassword password, @Nullable String stored) {
        return comparison.compare(priority, password, stored);
    }
}
