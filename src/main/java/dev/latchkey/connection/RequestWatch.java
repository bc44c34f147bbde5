package dev.latchkey.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpObjectDecoder;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Notifies a {@link ConnectionWatch} of the requests and responses of its connection. Refuses what is not an HTTP request with a problem,
 * where Vert.x would send an empty body. Used by the connection's event loop only.
 */
@SuppressWarnings(
        "FutureReturnValueIgnored") // a write that fails closes the connection, and channelInactive handles that
final class RequestWatch extends ChannelDuplexHandler {

    /** Delay of the close, in which arriving data is read and dropped: a reset could lose the response before the caller reads it. */
    private static final Duration LINGER = Duration.ofSeconds(1);

    private static final Set<HttpVersion> VERSIONS = Set.of(HttpVersion.HTTP_1_0, HttpVersion.HTTP_1_1);

    private final ConnectionWatch connection;
    private boolean informational;
    private boolean refused;
    private @Nullable FullHttpResponse refusal;

    RequestWatch(ConnectionWatch connection) {
        this.connection = connection;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (refused) {
            ReferenceCountUtil.release(message);
        } else if (message instanceof HttpRequest request && !isWellFormed(request)) {
            refused = true;
            refusal = ProtocolRefusal.of(request);
            ReferenceCountUtil.release(message);
            refuseUnlessAnswering(context);
        } else if (message instanceof HttpRequest && !connection.requested()) {
            refused = true;
            ReferenceCountUtil.release(message);
            stopDecoding(context);
        } else {
            if (message instanceof LastHttpContent) {
                connection.bodyEnded();
            }
            super.channelRead(context, message);
        }
    }

    /**
     * Removes the decoder, which would go on with the rest of a packet: 200 requests took 3 ms of CPU on a connection that was closed
     * already.
     */
    private static void stopDecoding(ChannelHandlerContext context) {
        HttpObjectDecoder decoder = context.pipeline().get(HttpObjectDecoder.class);
        if (decoder != null) {
            context.pipeline().remove(decoder);
        }
    }

    /**
     * Returns whether the target is a URI and the version is supported. The framework responds to an invalid target with an empty 400,
     * before any filter, and accepts any version number, which it repeats in its response.
     */
    private static boolean isWellFormed(HttpRequest request) {
        if (request.decoderResult().isFailure() || !VERSIONS.contains(request.protocolVersion())) {
            return false;
        }
        try {
            return !new URI(request.uri()).toString().isEmpty();
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** Writes the refusal after the responses to earlier requests. */
    private void refuseUnlessAnswering(ChannelHandlerContext context) {
        FullHttpResponse answer = refusal;
        if (answer != null && !connection.isAnswering()) {
            refusal = null;
            context.writeAndFlush(answer).addListener(told -> closeSoon(context.channel()));
        }
    }

    private static void closeSoon(Channel channel) {
        channel.eventLoop().schedule(() -> HangUp.on(channel), LINGER.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        if (message instanceof HttpResponse response) {
            informational = response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        }
        if (message instanceof LastHttpContent && !informational) {
            ChannelPromise written = promise.unvoid();
            written.addListener(done -> {
                connection.answered();
                refuseUnlessAnswering(context);
            });
            super.write(context, message, written);
        } else {
            super.write(context, message, promise);
        }
    }
}
