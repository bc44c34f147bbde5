package dev.latchkey.password;

import dev.latchkey.password.PasswordHasher.Verdict;
import dev.latchkey.password.bcrypt.BcryptJob;
import dev.latchkey.password.foreign.DerivedHash;
import dev.latchkey.password.foreign.ForeignBcrypt;
import dev.latchkey.password.foreign.ForeignHash;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/**
 * Compares what was typed with a hash of another system: at least the work of one of Latchkey's own, and more where the hash costs more
 * or the password has several forms ({@link ForeignHash#formsOf}). Safe for use by several threads.
 */
@Singleton
class ForeignComparison {

    /** Hashed in place of a password that cannot be right. */
    private static final List<byte[]> IMPOSSIBLE = List.of(new byte[] {'x'});

    private final HashingPool pool;
    private final ForeignPasswords passwords;
    private final int cost;

    ForeignComparison(PasswordConfig config, HashingPool pool, ForeignPasswords passwords) {
        this.pool = pool;
        this.passwords = passwords;
        this.cost = config.cost();
    }

    /** The verdict; empty if what is stored is no hash of another system, or cannot be read. */
    Optional<Verdict> compare(Standing standing, PlainPassword password, String stored) {
        return passwords
                .decrypt(stored)
                .flatMap(ForeignPassword::parse)
                .map(hash -> matches(standing, password, hash) ? Verdict.RIGHT_BUT_OLD : Verdict.WRONG);
    }

    private boolean matches(Standing standing, PlainPassword password, ForeignHash hash) {
        List<byte[]> forms = password.formsFor(hash);
        boolean possible = !forms.isEmpty();
        List<byte[]> tried = possible ? forms : IMPOSSIBLE;
        if (hash instanceof ForeignBcrypt bcrypt) {
            return tried.stream().anyMatch(form -> matches(standing, form, bcrypt)) && possible;
        }
        DerivedHash derived = (DerivedHash) hash;
        return pool.runPadded("verify", standing, () -> tried.stream().anyMatch(derived::isOf) && possible);
    }

    /** Each form is a job of its own, so that it can be computed beside another caller's. */
    private boolean matches(Standing standing, byte[] form, ForeignBcrypt bcrypt) {
        BcryptJob job = bcrypt.jobFor(form, cost);
        return pool.run("verify", standing, job, () -> bcrypt.isOf(job));
    }
}
