package dev.latchkey.platform;

import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Limits how many request bodies are on their way at once, for each network and in all. A body that would be one too many takes the
 * place of the oldest of its network or, if there are too many in all, of the oldest of the network that has most: slow senders
 * displace each other and no one else.
 *
 * <p>With {@link RequestBodies#MAXIMUM_BYTES} each, all of them take at most 16 MiB. Safe for use by several threads.
 *
 * @param <T> a body on its way
 */
final class UnfinishedBodies<T> {

    /** As many as a busy network's clients have on their way in the moment between two packets; measured in a storm: fewer than ten. */
    static final int MAXIMUM_OF_NETWORK = 128;

    /** 16 KiB each: 16 MiB of the 307 MiB of heap that a container of 768 MiB has. */
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
     * @return the one that has to give way, which is not kept any more
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

    /** Forgets a body that has come, or never will; nothing happens for one that is not kept. */
    synchronized void remove(T body) {
        Entry entry = oldestFirst.remove(body);
        if (entry != null) {
            byNetwork.computeIfPresent(
                    entry.network(), (each, bodies) -> bodies.remove(body) && bodies.isEmpty() ? null : bodies);
        }
    }

    /** Takes out the oldest body, if it was added before a moment. */
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
