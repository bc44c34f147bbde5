import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;

/**
 * What each of many sockets sends and when; {@link Swarm} opens them. Immutable.
 *
 * @param name its name in the table
 * @param sockets number of sockets at once; a socket that the service closes is opened again
 * @param networks number of /24 networks that the sockets come from, each with the same number of sockets
 * @param opening what the socket of a number sends first; nothing if empty
 * @param drip what it sends then, or null for nothing more
 * @param everyMillis time between two drips
 * @param waits whether a drip waits for an answer to what was sent before
 * @param reads whether the socket reads at all
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

    /** Returns what the socket of a number sends for the n-th time after its opening. */
    interface Drip {
        byte[] bytes(int socket, int n);
    }

    /** Returns an attack with sockets that send something once, and then nothing. */
    static Attack silent(String name, int sockets, int networks, IntFunction<byte[]> opening) {
        return new Attack(name, sockets, networks, opening, null, 0, false, true);
    }

    /** Returns an attack with sockets that keep sending, whatever is answered. */
    static Attack dripping(
            String name, int sockets, int networks, IntFunction<byte[]> opening, Drip drip, long everyMillis) {
        return new Attack(name, sockets, networks, opening, drip, everyMillis, false, true);
    }

    /**
     * Returns an attack with sockets that send whole requests, the next one after the last was answered, but not sooner than after this
     * time.
     */
    static Attack repeating(String name, int sockets, int networks, IntFunction<byte[]> request, long everyMillis) {
        return new Attack(
                name, sockets, networks, request, (socket, n) -> request.apply(socket), everyMillis, true, true);
    }

    /** Returns the same attack from 64 networks. */
    Attack spread(int times) {
        return new Attack(name + ", 64 networks", sockets * times, 64, opening, drip, everyMillis, waits, reads);
    }

    /** Returns the same attack by sockets that never read. */
    Attack deaf() {
        return new Attack(name, sockets, networks, opening, drip, everyMillis, waits, false);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
