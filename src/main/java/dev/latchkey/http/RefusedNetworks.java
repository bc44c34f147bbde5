package dev.latchkey.http;

import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts the refusals of each network, which may be one caller or thousands behind one address. All 1,024 connections that a network may
 * have can be refused at once, and again every 2 s, which is the usual {@code Retry-After}. A network with more refusals has callers who do
 * not wait: then each further 64 double the delay.
 *
 * <p>Remembers 4,096 networks (less than 1 MiB) and forgets the one whose last refusal is longest ago. Safe for use by several threads.
 */
@Singleton
class RefusedNetworks {

    /** Number of networks that are remembered. */
    static final int MAXIMUM = 4096;

    /** Refusals that may come at once. */
    static final int BURST = 1024;

    /** Refusals that are forgotten in a second. */
    static final int PER_SECOND = BURST / 2;

    private static final int STEP = 64;

    /** More is not counted, so that a network that stops is not delayed a second later. */
    private static final int MOST = BURST + STEP * Delay.LONGEST_FROM;

    private final Map<ByteBuffer, Refusals> leastRecentFirst = new LinkedHashMap<>(16, 0.75f, true);

    RefusedNetworks() {}

    /** The refusals of one network that are not forgotten yet. */
    private static final class Refusals {

        private double count;
        private long last;

        private Refusals(long now) {
            this.last = now;
        }

        private long delayMillis(long now) {
            double forgotten = (now - last) / 1e9 * PER_SECOND;
            count = Math.min(MOST, Math.max(0, count - forgotten) + 1);
            last = now;
            return Delay.afterRepeats((int) Math.ceil((count - BURST) / STEP));
        }
    }

    /**
     * Records a refusal.
     *
     * @param network the network that it goes to
     * @param now as {@link System#nanoTime} has it
     * @return how much later it is to be answered, in milliseconds
     */
    synchronized long delayMillis(ByteBuffer network, long now) {
        long delay = leastRecentFirst
                .computeIfAbsent(network, each -> new Refusals(now))
                .delayMillis(now);
        if (leastRecentFirst.size() > MAXIMUM) {
            Iterator<ByteBuffer> networks = leastRecentFirst.keySet().iterator();
            networks.next();
            networks.remove();
        }
        return delay;
    }

    synchronized int size() {
        return leastRecentFirst.size();
    }
}
