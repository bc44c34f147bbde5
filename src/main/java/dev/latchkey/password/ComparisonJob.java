package dev.latchkey.password;

import dev.latchkey.password.PasswordHasher.Verdict;
import java.time.Duration;

/** One of the jobs that compare a password. */
@FunctionalInterface
interface ComparisonJob {

    /**
     * Waits for the pool and compares.
     *
     * @param maxWait how long it may wait for a thread
     * @throws dev.latchkey.problem.ProblemException {@code busy}, if it could not begin in that time
     */
    Verdict run(Duration maxWait);
}
