package dev.latchkey.connection;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Watches every connection of every server from before its first byte. Netty finds this class by its service loader ({@link EarlyNetty}
 * enables that). Vert.x limits the length of a request line and of headers, but not how long they take, and hands out a connection only
 * with its first request. Safe for use by several threads.
 */
@RegisterForReflection
public final class Connections extends ChannelInitializerExtension {

    private static final Map<Channel, OpenConnections> SERVERS = new ConcurrentHashMap<>();

    /** For the service loader. */
    public Connections() {}

    @Override
    public void postInitializeServerChildChannel(Channel connection) {
        OpenConnections server = SERVERS.computeIfAbsent(connection.parent(), Connections::watched);
        connection.pipeline().addFirst(new ConnectionWatch(server));
    }

    private static OpenConnections watched(Channel listening) {
        listening.closeFuture().addListener(closed -> SERVERS.remove(listening));
        return new OpenConnections(listening.localAddress());
    }
}
