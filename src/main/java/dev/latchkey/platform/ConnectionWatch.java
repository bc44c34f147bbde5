package dev.latchkey.platform;

import io.micrometer.core.instrument.Metrics;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.AttributeKey;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Times one connection: how long it may wait for a request, how long the headers of one may take, and how long its answer. It stands
 * first in the connection's pipeline and has {@link RequestWatch} tell it of requests and answers. Used by the connection's event loop
 * only; {@link #close} and {@link #allowLongAnswer} by any thread.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a look that fails is logged by Netty; a connection that is closed tells
// channelInactive
final class ConnectionWatch extends ChannelInboundHandlerAdapter {

    /** Without a request under way. Proxies and browsers keep connections that long and open others when they are closed. */
    static final Duration IDLE = Duration.ofSeconds(60);

    /** From the first byte of a request to the end of its headers; 8 KiB on a bad mobile network take less than a second. */
    static final Duration HEADERS = Duration.ofSeconds(10);

    /** From the headers to the last byte of the answer in the sender's hands. Our own waits end within 10 s. */
    static final Duration ANSWER = Duration.ofSeconds(30);

    /** An import by an operator goes on as long as its lines come, which its own room watches. */
    static final Duration LONG_ANSWER = Duration.ofHours(6);

    /** Requests that may have been sent on a connection and not been answered yet; browsers and proxies send one. */
    private static final int MOST_PIPELINED = 16;

    /** So long a connection with too many stays open, unread: a caller who opens it again at once would cost 200 connections a second. */
    private static final Duration LINGER = Duration.ofSeconds(2);

    /** The same where what was answered is not read: 64 KiB of it wait already. */
    private static final int MOST_UNREAD = 4;

    private static final Duration LOOK = Duration.ofMillis(2500);

    /** What Vert.x calls the handler that turns messages into requests; it is there before the first byte is read, or the second time. */
    private static final String VERTX = "handler";

    private static final AttributeKey<ConnectionWatch> WATCH = AttributeKey.valueOf("latchkey.connection");

    private enum Phase {
        IDLE("idle"),
        HEADERS("headers"),
        ANSWER("answer");

        private final String text;

        Phase(String text) {
            this.text = text;
        }
    }

    private final OpenConnections server;
    private @Nullable Channel channel;
    private ByteBuffer network = ByteBuffer.allocate(0);
    private Phase phase = Phase.IDLE;
    private long since = System.nanoTime();
    private int underWay;
    private boolean toldOfRequests;
    private volatile boolean isLong;

    ConnectionWatch(OpenConnections server) {
        this.server = server;
    }

    /** The watch of a connection; null where Netty was not asked to load it (dev mode, tests within one process). */
    static @Nullable ConnectionWatch of(Channel channel) {
        return channel.attr(WATCH).get();
    }

    /** The network of the other end, which may be a proxy's; known from when the connection is active. */
    ByteBuffer network() {
        return network;
    }

    private static ByteBuffer network(SocketAddress address) {
        return address instanceof InetSocketAddress inet && inet.getAddress() != null
                ? Networks.bytes(inet.getAddress().getHostAddress())
                        .map(Networks::block)
                        .orElseGet(() -> ByteBuffer.allocate(0))
                : ByteBuffer.allocate(0);
    }

    /** The request under way may take as long as {@link #LONG_ANSWER}. */
    void allowLongAnswer() {
        isLong = true;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) throws Exception {
        Channel connection = context.channel();
        channel = connection;
        connection.attr(WATCH).set(this);
        network = network(connection.remoteAddress());
        ConnectionWatch displaced = server.opened(this);
        if (displaced != null) {
            displaced.close("crowded");
        }
        connection.eventLoop().schedule(this::look, LOOK.toMillis(), TimeUnit.MILLISECONDS);
        super.channelActive(context);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        server.closed(this);
        super.channelInactive(context);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) throws Exception {
        if (phase == Phase.IDLE) {
            enter(Phase.HEADERS);
        }
        if (!toldOfRequests && context.pipeline().get(VERTX) != null) {
            context.pipeline().addBefore(VERTX, "latchkey", new RequestWatch(this));
            toldOfRequests = true;
        }
        super.channelRead(context, bytes);
    }

    /**
     * The headers of a request have come. Of a caller who does not read, there must not be any number of answers.
     *
     * @return false if there are too many: this one is not served, and the connection is closed
     */
    boolean requested() {
        underWay++;
        Channel connection = channel;
        if (connection != null && !connection.isWritable() && underWay > MOST_UNREAD) {
            close("pipelined");
            return false;
        }
        if (connection != null && underWay > MOST_PIPELINED) {
            connection.eventLoop().schedule(() -> close("pipelined"), LINGER.toMillis(), TimeUnit.MILLISECONDS);
            return false;
        }
        if (phase != Phase.ANSWER) {
            enter(Phase.ANSWER);
        }
        return true;
    }

    /** A body has come to its end behind an answer that did not wait for it. */
    void bodyEnded() {
        if (phase == Phase.HEADERS && underWay == 0) {
            enter(Phase.IDLE);
        }
    }

    /** Whether a request is under way: nothing can be written beside its answer. */
    boolean isAnswering() {
        return underWay > 0;
    }

    /** An answer has been written to the socket. */
    void answered() {
        underWay = Math.max(0, underWay - 1);
        isLong = false;
        // behind other requests the time goes on: it is one for all that were sent together
        if (underWay == 0) {
            enter(Phase.IDLE);
        }
    }

    private void enter(Phase next) {
        if (channel == null || !channel.isActive()) {
            return;
        }
        if (next == Phase.ANSWER) {
            server.busy(this);
        } else if (next == Phase.IDLE) {
            server.idle(this);
        }
        phase = next;
        since = System.nanoTime();
    }

    private void look() {
        Channel connection = channel;
        if (connection == null || !connection.isActive()) {
            return;
        }
        if (System.nanoTime() - since > limit().toNanos()) {
            close(phase.text);
        } else {
            connection.eventLoop().schedule(this::look, LOOK.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private Duration limit() {
        return switch (phase) {
            case IDLE -> IDLE;
            case HEADERS -> HEADERS;
            case ANSWER -> isLong ? LONG_ANSWER : ANSWER;
        };
    }

    private void close(String why) {
        Metrics.counter("latchkey.http.connections.closed", "reason", why).increment();
        Channel connection = channel;
        if (connection != null) {
            HangUp.on(connection);
        }
    }
}
