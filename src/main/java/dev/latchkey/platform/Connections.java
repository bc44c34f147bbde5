package dev.latchkey.platform;

import io.micrometer.core.instrument.Metrics;
import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Limits how many connections a server has open. Where there would be one too many, the connection closes that has waited longest for
 * its next request; a connection with a request under way is never closed for that. So a crowd of idle connections displaces itself.
 *
 * <p>Netty finds this class by its service loader ({@link EarlyNetty} asks it to) and calls it for each connection of each
 * server, before a byte of it is read. Vert.x has limits of its own for the length of a request line and of headers, but none for
 * how long they take. Safe for use by several threads.
 */
@RegisterForReflection
public final class Connections extends ChannelInitializerExtension {

    /** An idle connection takes some 12 KiB (10,000 of them: 120 MiB, measured), most of it outside the heap. */
    static final int MAXIMUM = 4096;

    private static final Map<Channel, Server> SERVERS = new ConcurrentHashMap<>();

    /** For the service loader. */
    public Connections() {}

    @Override
    public void postInitializeServerChildChannel(Channel connection) {
        Channel listening = connection.parent();
        Server server = SERVERS.computeIfAbsent(listening, Connections::watched);
        connection.pipeline().addFirst(new ConnectionWatch(server));
    }

    private static Server watched(Channel listening) {
        listening.closeFuture().addListener(closed -> SERVERS.remove(listening));
        return new Server();
    }

    /** What one listening socket has accepted. Safe for use by several threads. */
    static final class Server {

        private final AtomicInteger open = new AtomicInteger();
        private final Set<ConnectionWatch> idle = new LinkedHashSet<>();

        Server() {
            Metrics.gauge("latchkey.http.connections", open);
        }

        /** Counts a connection; gives one that has to close for it, which may be itself. */
        @Nullable
        ConnectionWatch opened(ConnectionWatch connection) {
            if (open.incrementAndGet() <= MAXIMUM) {
                return null;
            }
            ConnectionWatch longest = takeLongestIdle();
            return longest == null ? connection : longest;
        }

        void closed(ConnectionWatch connection) {
            open.decrementAndGet();
            busy(connection);
        }

        void idle(ConnectionWatch connection) {
            synchronized (idle) {
                idle.add(connection);
            }
        }

        void busy(ConnectionWatch connection) {
            synchronized (idle) {
                idle.remove(connection);
            }
        }

        private @Nullable ConnectionWatch takeLongestIdle() {
            synchronized (idle) {
                ConnectionWatch longest =
                        idle.isEmpty() ? null : idle.iterator().next();
                idle.remove(longest);
                return longest;
            }
        }
    }
}
