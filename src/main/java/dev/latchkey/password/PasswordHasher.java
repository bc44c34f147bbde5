package dev.latchkey.password;

import dev.latchkey.password.bcrypt.BcryptHash;
import dev.latchkey.password.bcrypt.BcryptJob;
import dev.latchkey.platform.Randomness;
import dev.latchkey.platform.RootSecret.DerivedKey;
import io.quarkus.elytron.security.common.BcryptUtil;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
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

    private static final Logger LOG = Logger.getLogger(PasswordHasher.class);
    private static final int SALT_BYTES = 16;

    /** Hashed in place of a password that cannot be right. */
    private static final PlainPassword IMPOSSIBLE_PASSWORD = new PlainPassword("x");

    private final HashingPool pool;
    private final Pepper pepper;
    private final Randomness randomness;
    private final ForeignComparison foreign;
    private final int cost;

    /** Pepper ids, of which there are as many as there were root secrets, and the empty text. */
    private final Set<String> warnedOf = ConcurrentHashMap.newKeySet();

    /** A stored form that no password leads to, but by a chance of 2^-184, and that counts for nothing then. */
    private final String nobodys;

    PasswordHasher(
            PasswordConfig config, HashingPool pool, Pepper pepper, Randomness randomness, ForeignComparison foreign) {
        this.foreign = foreign;
        this.pool = pool;
        this.pepper = pepper;
        this.randomness = randomness;
        this.cost = config.cost();
        this.nobodys = StoredPassword.format(
                pepper.current().id(),
                String.format(
                        Locale.ROOT,
                        "$2a$%02d$%s",
                        cost,
                        HexFormat.of().formatHex(randomness.bytes(27)).substring(1)));
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
    public final class Turn implements AutoCloseable {

        private final Standing standing;

        /**
         * Whether a password that was right can be stored in a better form. One that another system took may be longer than any here.
         *
         * @param password what was typed
         * @return true if {@link #hash} takes it
         */
        public boolean canHash(PlainPassword password) {
            return password.isHashable();
        }

        private Turn(Standing standing) {
            this.standing = standing;
            pool.enter(standing);
        }

        /**
         * As {@link PasswordHasher#verify}, at the place that was taken.
         *
         * @param password what was typed
         * @param stored the stored form, or null
         * @return the verdict
         */
        public Verdict verify(PlainPassword password, @Nullable String stored) {
            return compare(standing, password, stored);
        }

        /**
         * As {@link PasswordHasher#hash}, at the place that was taken.
         *
         * @param password the password
         * @return the tagged hash
         */
        public String hash(PlainPassword password) {
            return make(standing, password);
        }

        @Override
        public void close() {
            pool.leave();
        }
    }

    /**
     * Takes a place in the hashing pool before anything else is done for a call: who cannot be served in time costs nothing.
     *
     * @param standing who asks
     * @return the place, to be closed
     * @throws dev.latchkey.problem.ProblemException {@code busy}
     */
    public Turn turn(Standing standing) {
        return new Turn(standing);
    }

    /**
     * Asks whether {@link #turn} would be given now. It neither waits nor takes a place, so it may be asked on an event loop.
     *
     * @param standing who asks
     * @throws dev.latchkey.problem.ProblemException {@code busy}
     */
    public void requireRoom(Standing standing) {
        pool.requireRoom(standing);
    }

    /**
     * Makes the form to store.
     *
     * @param password the password
     * @return the tagged hash, 115 characters
     * @throws dev.latchkey.problem.ProblemException {@code busy}
     */
    public String hash(PlainPassword password) {
        try (Turn turn = turn(Standing.STRANGER)) {
            return turn.hash(password);
        }
    }

    /**
     * Compares a password with a stored one. It does the work of one hash at the configured cost whatever comes out: for no
     * stored password, for one that cannot be read, for one of lower cost, for one of another system. Where another system's takes more
     * than that, it shows: until its owner has signed in once.
     *
     * @param password what was typed
     * @param stored the stored form; null for a person who is not there or has no password
     * @return the verdict
     * @throws dev.latchkey.problem.ProblemException {@code busy}
     */
    public Verdict verify(PlainPassword password, @Nullable String stored) {
        try (Turn turn = turn(Standing.STRANGER)) {
            return turn.verify(password, stored);
        }
    }

    private String make(Standing standing, PlainPassword password) {
        return pool.run("hash", standing, () -> {
            DerivedKey key = pepper.current();
            String bcrypt = BcryptUtil.bcryptHash(Pepper.apply(key, password), cost, randomness.bytes(SALT_BYTES));
            return StoredPassword.format(key.id(), bcrypt);
        });
    }

    Verdict compare(Standing standing, PlainPassword password, @Nullable String stored) {
        return Optional.ofNullable(stored)
                .flatMap(each -> foreign.compare(standing, password, each))
                .orElseGet(() -> compareOwn(standing, password, stored));
    }

    private Verdict compareOwn(Standing standing, PlainPassword password, @Nullable String stored) {
        Optional<StoredPassword> found = Optional.ofNullable(stored).flatMap(this::parse);
        Optional<DerivedKey> known = found.flatMap(this::pepperOf);
        // where there is nothing to compare with, the same steps are taken with what is nobody's
        boolean real = known.isPresent();
        BcryptHash hash =
                (real ? found : StoredPassword.parse(nobodys)).orElseThrow().bcrypt();
        DerivedKey key = known.orElseGet(pepper::current);
        // One that cannot have been hashed is not normalised, which may take longer than bcrypt. Half of a surrogate
        // pair
        // has no bytes of its own: it would pass for the character that replaces it.
        boolean possible = password.isHashable();
        BcryptJob job = hash.jobFor(bytes(key, possible ? password : IMPOSSIBLE_PASSWORD), cost);
        return pool.run("verify", standing, job, () -> {
            if (!real || !possible || !hash.isOf(job)) {
                return Verdict.WRONG;
            }
            boolean old = job.cost() < cost || !key.id().equals(pepper.current().id());
            return old ? Verdict.RIGHT_BUT_OLD : Verdict.RIGHT;
        });
    }

    private static byte[] bytes(DerivedKey key, PlainPassword password) {
        return Pepper.apply(key, password).getBytes(StandardCharsets.US_ASCII);
    }

    private Optional<DerivedKey> pepperOf(StoredPassword hash) {
        Optional<DerivedKey> key = pepper.find(hash.pepperId());
        if (key.isEmpty()) {
            warnOnce(hash.pepperId(), "A password needs pepper %s, but its root secret is not in LATCHKEY_SECRET.");
        }
        return key;
    }

    private Optional<StoredPassword> parse(String stored) {
        Optional<StoredPassword> hash = StoredPassword.parse(stored);
        if (hash.isEmpty()) {
            warnOnce("", "A stored password is not in a form that is known here.%s");
        }
        return hash;
    }

    /** Once for each kind: a line for each login takes 20 µs (measured), by which such an account can be told from others. */
    private void warnOnce(String what, String sentence) {
        if (warnedOf.add(what)) {
            LOG.warnf(sentence, what);
        }
    }
}
