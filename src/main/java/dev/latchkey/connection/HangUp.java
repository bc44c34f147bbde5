package dev.latchkey.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Closes a connection at once. A close through Vert.x' handlers waits until all pending data is sent, which a caller who does not read can
 * delay indefinitely. So the close starts at the first handler of the pipeline, with only the socket behind it. May be called on any
 * thread.
 */
public final class HangUp {

    private HangUp() {}

    /**
     * Closes the connection of a request.
     *
     * @param request the request
     */
    public static void on(HttpServerRequest request) {
        on(((ConnectionBase) request.connection()).channel());
    }

    /**
     * Closes a connection.
     *
     * @param channel the connection
     */
    @SuppressWarnings("FutureReturnValueIgnored") // the handlers are notified of the end of the connection
    public static void on(Channel channel) {
        ChannelHandlerContext first = channel.pipeline().firstContext();
        // a closed connection has no handlers
        if (first != null) {
            first.close();
        }
    }
}
