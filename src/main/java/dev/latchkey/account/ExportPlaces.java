package dev.latchkey.account;

import dev.latchkey.http.CurrentCall;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.problem.ProblemType;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Limits concurrent exports to four on a replica and one for an account. An export occupies one of 200 worker threads, and a connection of
 * 16 for one page at a time, until its caller has read it. Safe for use by several threads.
 */
@Singleton
class ExportPlaces {

    private static final int MAXIMUM = 4;

    /** An account with 100,000 events has about 40 MB, which take 16 s at 20 Mbit/s. */
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private final CurrentCall call;
    private final Set<UUID> taken = ConcurrentHashMap.newKeySet();

    ExportPlaces(CurrentCall call) {
        this.call = call;
    }

    /**
     * Takes a place for the present call. It is returned when the response is written, and in any case at the deadline, when the connection
     * is closed.
     *
     * @throws ProblemException {@code busy}, if all places are taken, or this account has one
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
