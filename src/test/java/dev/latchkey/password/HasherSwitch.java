package dev.latchkey.password;

import dev.latchkey.capacity.HashingAdmission;
import dev.latchkey.capacity.Priority;
import dev.latchkey.crypto.Randomness;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Hashers with a deliberate fault, to show that the tests notice it. */
@ApplicationScoped
public class HasherSwitch {

    private final PasswordConfig config;
    private final HashingPool pool;
    private final HashingAdmission admission;
    private final Pepper pepper;
    private final Randomness randomness;
    private final PasswordComparison comparison;

    HasherSwitch(
            PasswordConfig config,
            HashingPool pool,
            HashingAdmission admission,
            Pepper pepper,
            Randomness randomness,
            PasswordComparison comparison) {
        this.comparison = comparison;
        this.config = config;
        this.pool = pool;
        this.admission = admission;
        this.pepper = pepper;
        this.randomness = randomness;
    }

    /** Returns a hasher that does nothing if there is no password to compare with. */
    public PasswordHasher withoutDummyWork() {
        return new PasswordHasher(config, pool, admission, pepper, randomness, comparison) {
            @Override
            Verdict compare(Priority priority, PlainPassword password, @Nullable String stored) {
                return stored == null ? Verdict.WRONG : super.compare(priority, password, stored);
            }
        };
    }

    /** Returns a hasher that takes slightly longer if there is no password to compare with. */
    public PasswordHasher hesitating(long nanos) {
        return new PasswordHasher(config, pool, admission, pepper, randomness, comparison) {
            @Override
            Verdict compare(Priority priority, PlainPassword password, @Nullable String stored) {
                Verdict verdict = super.compare(priority, password, stored);
                if (stored == null) {
                    long end = System.nanoTime() + nanos;
                    while (System.nanoTime() < end) {
                        Thread.onSpinWait();
                    }
                }
                return verdict;
            }
        };
    }
}
