package dev.latchkey.http;

import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Limits the request bodies that are being received at once, per network and in total. A body beyond a limit displaces the oldest one of
 * its network or, beyond the total, the oldest one of the network that has most. So slow senders displace only each other.
 *
 * <p>With {@link RequestBodies#MAXIMUM_BYTES} each, all of them take at most 16 MiB. Safe for use by several threads.
 *
 * @param <T> a body that is being received
 */
final class UnfinishedBodies<T> {

    /** As many as the clients of a busy network send in the time between two packets; fewer than ten were measured under overload. */
    static final int MAXIMUM_OF_NETWORK = 128;

    /** With 16 KiB each, 16 MiB of the 307 MiB of heap in a container of 768 MiB. */
    static final int MAXIMUM = 1024;

    private final Map<T, Entry> oldestFirst = new LinkedHashMap<>();
    private final Map<ByteBuffer, Set<T>> byNetwork = new HashMap<>();

    private record Entry(ByteBuffer network, long since) {}

    /**
     * Adds a body.
     *
     * @param body the body
     * @param network the network that it comes from
     * @param now as {@link System#nanoTime} has it
     * @return the body that was displaced and removed
     */
    synchronized Optional<T> add(T body, ByteBuffer network, long now) {
        Set<T> ofNetwork = byNetwork.computeIfAbsent(network, each -> new LinkedHashSet<>());
        Optional<T> displaced = Optional.empty();
        if (ofNetwork.size() >= MAXIMUM_OF_NETWORK) {
            displaced = ofNetwork.stream().findFirst();
        } else if (oldestFirst.size() >= MAXIMUM) {
            displaced = byNetwork.values().stream()
                    .max(Comparator.comparingInt(Set::size))
                    .flatMap(crowd -> crowd.stream().findFirst());
        }
        displaced.ifPresent(this::remove);
        byNetwork.computeIfAbsent(network, each -> new LinkedHashSet<>()).add(body);
        oldestFirst.put(body, new Entry(network, now));
        return displaced;
    }

    /** Removes a body that is complete or abandoned; does nothing if it is not listed. */
    synchronized void remove(T body) {
        Entry entry = oldestFirst.remove(body);
        if (entry != null) {
            byNetwork.computeIfPresent(
                    entry.network(), (each, bodies) -> bodies.remove(body) && bodies.isEmpty() ? null : bodies);
        }
    }

    /** Removes and returns the oldest body, if it was added before a moment. */
    synchronized Optional<T> takeOlderThan(long moment) {
        Optional<T> oldest = oldestFirst.entrySet().stream()
                .findFirst()
                .filter(each -> each.getValue().since() - moment < 0)
                .map(Map.Entry::getKey);
        oldest.ifPresent(this::remove);
        return oldest;
    }

    synchronized int size() {
        return oldestFirst.size();
    }
}
