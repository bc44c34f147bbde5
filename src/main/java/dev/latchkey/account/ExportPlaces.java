package dev.latchkey.account;

import dev.latchkey.platform.CurrentCall;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.problem.ProblemType;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many exports are written at once: each keeps one of 200 worker threads, and a connection of 16 for a page at a time, until its
 * caller has read it. Four for a replica, one for an account. Safe for use by several threads.
 */
@Singleton
class ExportPlaces {

    private static final int MAXIMUM = 4;

    /** An account with 100,000 events has some 40 MB, which 20 Mbit/s carry in 16 s. */
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private final CurrentCall call;
    private final Set<UUID> taken = ConcurrentHashMap.newKeySet();

    ExportPlaces(CurrentCall call) {
        this.call = call;
    }

    /**
     * Takes the place of an account for the present call. It is given back when the answer is written and, whatever becomes of the call,
     * at the deadline, when the connection is closed.
     *
     * @throws ProblemException {@code busy}, if all are taken, or that of this account
     */
    void take(UUID userId) {
        synchronized (taken) {
            if (taken.size() >= MAXIMUM || !taken.add(userId)) {
                throw ProblemException.of(ProblemType.BUSY, DEADLINE);
            }
        }
        call.endWithin(DEADLINE, () -> giveBack(userId));
    }

    void giveBack(UUID userId) {
        taken.remove(userId);
    }
}
