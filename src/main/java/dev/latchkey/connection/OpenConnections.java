package dev.latchkey.connection;

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
 * Limits the open connections of a port, in total and per network. Beyond a limit, it closes the connection that has been idle longest: of
 * the network if that has too many, else of all. A connection with a request under way is never closed for that; if all are busy, the new
 * one is closed. So idle connections displace only idle ones, and a network that keeps its connections busy leaves three quarters to
 * others. Safe for use by several threads.
 */
final class OpenConnections {

    /** 50 MiB with a request of some hundred bytes on each, and more than a replica of two cores can serve within 30 s. */
    static final int MAXIMUM = 4096;

    /** A proxy is one network, whether it is trusted or not. It has no more connections than requests under way. */
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

    /** The open connections of one network. */
    private static final class Network {

        private final Set<ConnectionWatch> idle = new LinkedHashSet<>();
        private int open;
    }

    /** Counts a new connection, which is idle until its first request. Returns the connection to close for it, which may be the new one. */
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

    /** Removes and returns the connection that has been idle longest. There is always one: the new connection is idle. */
    private ConnectionWatch longestIdle(Set<ConnectionWatch> among) {
        ConnectionWatch longest = among.iterator().next();
        busy(longest);
        return longest;
    }

    private synchronized int count() {
        return open;
    }
}
