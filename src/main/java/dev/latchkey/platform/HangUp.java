package dev.latchkey.platform;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Closes a connection at once. A close that passes Vert.x' handlers waits until all that was written has been sent, which a caller
 * who does not read puts off for as long as they like: it begins at the first handler here, behind which there is only the socket. May
 * be called on any thread.
 */
final class HangUp {

    private HangUp() {}

    static void on(HttpServerRequest request) {
        on(((ConnectionBase) request.connection()).channel());
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the end of a connection is told to its handlers
    static void on(Channel channel) {
        ChannelHandlerContext first = channel.pipeline().firstContext();
        // a connection that is closed has no handlers any more
        if (first != null) {
            first.close();
        }
    }
}
