package dev.latchkey.password;

import dev.latchkey.capacity.Priority;
import dev.latchkey.password.PasswordHasher.Verdict;
import dev.latchkey.password.bcrypt.BcryptJob;
import dev.latchkey.password.foreign.DerivedHash;
import dev.latchkey.password.foreign.ForeignBcrypt;
import dev.latchkey.password.foreign.ForeignHash;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Compares a typed password with a hash of another system. Each job takes at least as much work as one of Latchkey's own hashes, and more
 * if the hash costs more. Safe for use by several threads.
 */
@Singleton
class ForeignComparison {

    /** Hashed instead of a password that cannot match. */
    private static final List<byte[]> IMPOSSIBLE = List.of(new byte[] {'x'});

    private final HashingPool pool;
    private final ForeignPasswords passwords;
    private final int cost;

    ForeignComparison(PasswordConfig config, HashingPool pool, ForeignPasswords passwords) {
        this.pool = pool;
        this.passwords = passwords;
        this.cost = config.cost();
    }

    /** Returns the stored form of an imported hash ({@link ForeignPassword#stored}). */
    String encrypted(String foreign) {
        return passwords.encrypt(foreign);
    }

    /**
     * Returns the jobs of the comparison: one or more, at most {@link PlainPassword#numberOfForms}. Each waits for the pool and returns
     * whether the password matched.
     *
     * @return empty if the stored text is not a hash of another system, or cannot be read
     */
    Optional<List<ComparisonJob>> jobs(Priority priority, PlainPassword password, String stored) {
        return passwords.decrypt(stored).flatMap(ForeignPassword::parse).map(hash -> jobs(priority, password, hash));
    }

    private List<ComparisonJob> jobs(Priority priority, PlainPassword password, ForeignHash hash) {
        List<byte[]> forms = password.formsFor(hash);
        boolean possible = !forms.isEmpty();
        return spread(possible ? forms : IMPOSSIBLE, password.numberOfForms()).stream()
                .<ComparisonJob>map(some -> maxWait ->
                        matches(priority, some, hash, maxWait) && possible ? Verdict.RIGHT_BUT_OLD : Verdict.WRONG)
                .toList();
    }

    /** Assigns one form to each job; the last job gets the remaining forms. */
    private static List<List<byte[]>> spread(List<byte[]> forms, int most) {
        int jobs = Math.min(forms.size(), most);
        return IntStream.range(0, jobs)
                .mapToObj(job -> forms.subList(job, job == jobs - 1 ? forms.size() : job + 1))
                .toList();
    }

    private boolean matches(Priority priority, List<byte[]> forms, ForeignHash hash, Duration maxWait) {
        return hash instanceof ForeignBcrypt bcrypt
                ? forms.stream().anyMatch(form -> matches(priority, form, bcrypt, maxWait))
                : pool.runPadded(
                        "verify", priority, () -> forms.stream().anyMatch(((DerivedHash) hash)::isOf), maxWait);
    }

    /** Compares by a job that the pool can compute in a pair with another caller's. */
    private boolean matches(Priority priority, byte[] form, ForeignBcrypt bcrypt, Duration maxWait) {
        BcryptJob job = bcrypt.jobFor(form, cost);
        return pool.run("verify", priority, job, () -> bcrypt.isOf(job), maxWait);
    }
}
