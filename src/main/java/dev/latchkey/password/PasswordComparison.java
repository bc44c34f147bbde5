package dev.latchkey.password;

import dev.latchkey.capacity.HashingAdmission;
import dev.latchkey.capacity.Priority;
import dev.latchkey.crypto.Randomness;
import dev.latchkey.crypto.RootSecret.DerivedKey;
import dev.latchkey.password.PasswordHasher.Verdict;
import dev.latchkey.password.bcrypt.BcryptHash;
import dev.latchkey.password.bcrypt.BcryptJob;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Compares a typed password with a stored one. A password in ASCII takes one job of the hashing pool. A text with several forms (as typed,
 * NFC, NFD) takes one job for each, because a hash of another system may be of any of them. A wrong password takes as many for known and
 * unknown users alike, so that timing does not reveal which users were imported. Safe for use by several threads.
 */
@Singleton
class PasswordComparison {

    private static final Logger LOG = Logger.getLogger(PasswordComparison.class);

    /** Hashed instead of a password that cannot match. */
    private static final PlainPassword IMPOSSIBLE_PASSWORD = new PlainPassword("x");

    /**
     * The wait of the jobs behind the first, which has compared: a refusal as busy gives the attempt back, and a guess would have been
     * answered for nothing. The places that all of them have bound the wait.
     */
    private static final Duration UNTIL_SERVED = Duration.ofNanos(Long.MAX_VALUE);

    private final HashingPool pool;
    private final HashingAdmission admission;
    private final Pepper pepper;
    private final ForeignComparison foreign;
    private final int cost;

    /** Ids of peppers that were warned about, and the empty text. Bounded by the number of root secrets that were ever used. */
    private final Set<String> warnedOf = ConcurrentHashMap.newKeySet();

    /** Dummy hash for users without a password; a match (probability 2^-184) is ignored. */
    private final String ofNoUser;

    /** The same as an imported hash. */
    private final String decoy;

    PasswordComparison(
            PasswordConfig config,
            HashingPool pool,
            HashingAdmission admission,
            Pepper pepper,
            Randomness randomness,
            ForeignComparison foreign) {
        this.pool = pool;
        this.admission = admission;
        this.pepper = pepper;
        this.foreign = foreign;
        this.cost = config.cost();
        String bcrypt = String.format(
                Locale.ROOT,
                "$2a$%02d$%s",
                cost,
                HexFormat.of().formatHex(randomness.bytes(27)).substring(1));
        this.ofNoUser = StoredPassword.format(pepper.current().id(), bcrypt);
        this.decoy = foreign.encrypted(ForeignPassword.stored(bcrypt, null));
    }

    /** Returns the verdict. A right password ends the comparison early; that reveals nothing, because the caller learns of it anyway. */
    Verdict compare(Priority priority, PlainPassword password, @Nullable String stored) {
        List<ComparisonJob> jobs = jobs(priority, password, stored);
        int further = jobs.size() - 1;
        admission.enterMore(priority, further);
        try {
            Verdict verdict = jobs.get(0).run(admission.maxWait());
            for (int next = 1; next <= further && verdict == Verdict.WRONG; next++) {
                verdict = jobs.get(next).run(UNTIL_SERVED);
            }
            return verdict;
        } finally {
            admission.leave(further);
        }
    }

    /**
     * Prepares the jobs. What only the other kind of hash needs is done as well, and its result dropped: to decrypt and read an imported
     * hash takes 15 to 50 µs, which 2,000 logins would tell (measured).
     */
    private List<ComparisonJob> jobs(Priority priority, PlainPassword password, @Nullable String stored) {
        Optional<List<ComparisonJob>> imported =
                Optional.ofNullable(stored).flatMap(each -> foreign.jobs(priority, password, each));
        if (imported.isPresent()) {
            Pepper.apply(pepper.current(), hashable(password));
        } else {
            foreign.jobs(priority, password, decoy);
        }
        List<ComparisonJob> jobs = new ArrayList<>(
                imported.orElseGet(() -> List.of(maxWait -> compareOwn(priority, password, stored, maxWait))));
        for (int least = password.numberOfForms(); jobs.size() < least; ) {
            jobs.add(maxWait -> compareOwn(priority, IMPOSSIBLE_PASSWORD, null, maxWait));
        }
        return jobs;
    }

    private Verdict compareOwn(Priority priority, PlainPassword password, @Nullable String stored, Duration maxWait) {
        Optional<StoredPassword> found = Optional.ofNullable(stored).flatMap(this::parse);
        Optional<DerivedKey> known = found.flatMap(this::pepperOf);
        // without a stored hash, the same steps are taken with the dummy hash
        boolean real = known.isPresent();
        BcryptHash hash =
                (real ? found : StoredPassword.parse(ofNoUser)).orElseThrow().bcrypt();
        DerivedKey key = known.orElseGet(pepper::current);
        // a password that cannot have been hashed is not normalised, which may take longer than bcrypt; and half of a
        // surrogate pair has no bytes of its own, so it would match the replacement character
        boolean possible = password.isHashable();
        BcryptJob job = hash.jobFor(bytes(key, hashable(password)), cost);
        Supplier<Verdict> verdict = () -> {
            if (!real || !possible || !hash.isOf(job)) {
                return Verdict.WRONG;
            }
            boolean old = job.cost() < cost || !key.id().equals(pepper.current().id());
            return old ? Verdict.RIGHT_BUT_OLD : Verdict.RIGHT;
        };
        return pool.run("verify", priority, job, verdict, maxWait);
    }

    private static PlainPassword hashable(PlainPassword password) {
        return password.isHashable() ? password : IMPOSSIBLE_PASSWORD;
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

    /**
     * Logs a warning once for each kind. A line for each login takes 20 µs (measured), which would distinguish such an account from others.
     */
    private void warnOnce(String what, String sentence) {
        if (warnedOf.add(what)) {
            LOG.warnf(sentence, what);
        }
    }
}
