import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;

/**
 * What each of many sockets sends and when; the {@link Swarm} opens them. Immutable.
 *
 * @param name what the table calls it
 * @param sockets how many at once; one that the service closes is opened again
 * @param networks from how many /24, each of the same size
 * @param opening what the socket of that number sends first; nothing if empty
 * @param drip what it sends then, or null for nothing more
 * @param everyMillis how long between two drips
 * @param waits whether a drip waits for an answer to what was sent before
 * @param reads whether it reads at all
 */
record Attack(
        String name,
        int sockets,
        int networks,
        IntFunction<byte[]> opening,
        Drip drip,
        long everyMillis,
        boolean waits,
        boolean reads) {

    /** What the socket of that number sends for the n-th time after its opening. */
    interface Drip {
        byte[] bytes(int socket, int n);
    }

    /** Sockets that send something once, and then nothing. */
    static Attack silent(String name, int sockets, int networks, IntFunction<byte[]> opening) {
        return new Attack(name, sockets, networks, opening, null, 0, false, true);
    }

    /** Sockets that go on sending, whatever is answered. */
    static Attack dripping(
            String name, int sockets, int networks, IntFunction<byte[]> opening, Drip drip, long everyMillis) {
        return new Attack(name, sockets, networks, opening, drip, everyMillis, false, true);
    }

    /** Sockets that send whole requests, the next when the last was answered, but not sooner than after that time. */
    static Attack repeating(String name, int sockets, int networks, IntFunction<byte[]> request, long everyMillis) {
        return new Attack(
                name, sockets, networks, request, (socket, n) -> request.apply(socket), everyMillis, true, true);
    }

    /** The same, from 64 networks. */
    Attack spread(int times) {
        return new Attack(name + ", 64 networks", sockets * times, 64, opening, drip, everyMillis, waits, reads);
    }

    /** The same by sockets that never read. */
    Attack deaf() {
        return new Attack(name, sockets, networks, opening, drip, everyMillis, waits, false);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
