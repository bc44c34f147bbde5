package dev.latchkey.platform;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Metrics;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Limits how many connections a port has open, in all and of one network. Where there would be one too many, the connection closes that
 * has waited longest for its next request, of the same network if it is that which has too many; a connection with a request under way
 * is never closed for that, and where all have one, the newcomer is. So a crowd of idle connections displaces itself, and a network that
 * keeps its connections busy leaves three quarters to others. Safe for use by several threads.
 */
final class OpenConnections {

    /** With a request of some hundred bytes on each, 50 MiB; and more than a replica of two cores can serve within 30 s. */
    static final int MAXIMUM = 4096;

    /** A proxy is one network, whether it is trusted or not, and has no more connections than it has requests under way. */
    static final int MAXIMUM_OF_NETWORK = MAXIMUM / 4;

    private final Map<ByteBuffer, Network> networks = new HashMap<>();
    private final Set<ConnectionWatch> idle = new LinkedHashSet<>();
    private int open;

    OpenConnections(SocketAddress port) {
        Gauge.builder("latchkey.http.connections", this, OpenConnections::count)
                .description("open connections")
                .tag("port", port instanceof InetSocketAddress inet ? Integer.toString(inet.getPort()) : "")
                .register(Metrics.globalRegistry);
    }

    /** What one network has open. */
    private static final class Network {

        private final Set<ConnectionWatch> idle = new LinkedHashSet<>();
        private int open;
    }

    /** Counts a connection that is idle until its first request; gives the one that has to close for it, which may be itself. */
    synchronized @Nullable ConnectionWatch opened(ConnectionWatch connection) {
        Network network = networks.computeIfAbsent(connection.network(), each -> new Network());
        network.open++;
        open++;
        idle(connection);
        if (network.open > MAXIMUM_OF_NETWORK) {
            return longestIdle(network.idle);
        }
        return open > MAXIMUM ? longestIdle(idle) : null;
    }

    synchronized void closed(ConnectionWatch connection) {
        busy(connection);
        open--;
        networks.computeIfPresent(connection.network(), (each, network) -> {
            network.open--;
            return network.open == 0 ? null : network;
        });
    }

    synchronized void idle(ConnectionWatch connection) {
        idle.add(connection);
        Network network = networks.get(connection.network());
        if (network != null) {
            network.idle.add(connection);
        }
    }

    synchronized void busy(ConnectionWatch connection) {
        idle.remove(connection);
        Network network = networks.get(connection.network());
        if (network != null) {
            network.idle.remove(connection);
        }
    }

    /** At least the newcomer is idle. */
    private ConnectionWatch longestIdle(Set<ConnectionWatch> among) {
        ConnectionWatch longest = among.iterator().next();
        busy(longest);
        return longest;
    }

    private synchronized int count() {
        return open;
    }
}
