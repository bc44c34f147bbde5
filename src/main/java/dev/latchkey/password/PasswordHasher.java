package dev.latchkey.password;

import dev.latchkey.capacity.HashingAdmission;
import dev.latchkey.capacity.Priority;
import dev.latchkey.platform.Randomness;
import dev.latchkey.platform.RootSecret.DerivedKey;
import io.quarkus.elytron.security.common.BcryptUtil;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/**
 * Hashes and verifies passwords: {@code bcrypt(base64(HMAC-SHA-384(pepper, NFKC(password))))}.
 *
 * <p>What is stored is made by Elytron; what is compared is computed by the engine that is configured.
 *
 * <p>Safe for use by several threads. The caller waits for the hashing pool and must hold no database connection meanwhile.
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

    /** What verifying came to. */
    public enum Verdict {
        /** The password is right, and stored as it should be. */
        RIGHT,
        /** The password is right; its stored form has a lower cost, an older pepper or is another system's, and should be made anew. */
        RIGHT_BUT_OLD,
        /** The password is wrong, or there is none to compare with. */
        WRONG
    }

    /** A place in the hashing pool, for what one call needs to have hashed. Its caller closes it; for one thread. */
    public final class HashingPermit implements AutoCloseable {

        private final Priority priority;

        /**
         * Whether a password that was right can be stored in a better form. One that another system took may be longer than any here.
         *
         * @param password what was typed
         * @return true if {@link #hash} takes it
         */
        public boolean canHash(PlainPassword password) {
            return password.isHashable();
        }

        private HashingPermit(Priority priority) {
            this.priority = priority;
            admission.enter(priority);
        }

        /**
         * As {@link PasswordHasher#verify}, at the place that was taken.
         *
         * @param password what was typed
         * @param stored the stored form, or null
         * @return the verdict
         */
        public Verdict verify(PlainPassword password, @Nullable String stored) {
            return compare(priority, password, stored);
        }

        /**
         * As {@link PasswordHasher#hash}, at the place that was taken.
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
     * Takes a place in the hashing pool before anything else is done for a call: who cannot be served in time costs nothing.
     *
     * @param priority who asks
     * @return the place, to be closed
     * @throws dev.latchkey.problem.ProblemException {@code busy}
     */
    public HashingPermit permit(Priority priority) {
        return new HashingPermit(priority);
    }

    /**
     * Makes the form to store.
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
     * Compares a password with a stored one. What a wrong password costs depends on what was typed, not on what is stored: one hash at
     * the configured cost for each form that the text has ({@link PasswordComparison}); for no stored password, for one that cannot be
     * read, for one of lower cost, for one of another system. A stored hash that costs more shows: until its owner has signed in once.
     *
     * @param password what was typed
     * @param stored the stored form; null for a person who is not there or has no password
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
