package dev.latchkey.account;

import dev.latchkey.session.AuthenticatedUser;
import dev.latchkey.throttle.Limit;
import dev.latchkey.throttle.Limit.By;
import dev.latchkey.throttle.Throttle;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;

/** Limits how often a signed-in user changes the account in one session. Safe for use by several threads. */
@Singleton
class WriteBudget {

    private final Throttle throttle;

    WriteBudget(Throttle throttle) {
        this.throttle = throttle;
    }

    /**
     * Counts a change before its transaction begins, so that a refused change costs only one statement.
     *
     * @throws dev.latchkey.problem.ProblemException {@code throttled}
     */
    void count(AuthenticatedUser caller) {
        throttle.reserve(
                Set.of(Limit.ACCOUNT_WRITE),
                Map.of(
                        By.ACCOUNT,
                        caller.userId().toString(),
                        By.SESSION,
                        caller.sessionId().toString()));
    }
}
