package dev.latchkey.session;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Remembers for a minute which sessions have been found to be over. A session that is over stays so. So a client that keeps refreshing one
 * causes no lookup in the database, only the statement that counts the attempt. Safe for use by several threads.
 */
@Singleton
class EndedSessions {

    /** 10,000 ids and times: about 1 MiB. */
    private static final int MAXIMUM = 10_000;

    private static final Duration KEPT = Duration.ofMinutes(1);

    /** When each session was found to be over, oldest first. */
    private final Map<UUID, Long> ended = new LinkedHashMap<>();

    /** Remembers a session that a refresh has found to be over. */
    synchronized void add(UUID session) {
        ended.remove(session);
        if (ended.size() >= MAXIMUM) {
            ended.remove(ended.keySet().iterator().next());
        }
        ended.put(session, System.nanoTime());
    }

    /** Returns whether a session was found to be over within the last minute. */
    synchronized boolean contains(UUID session) {
        Long since = ended.get(session);
        if (since != null && System.nanoTime() - since > KEPT.toNanos()) {
            ended.remove(session);
            return false;
        }
        return since != null;
    }
}
