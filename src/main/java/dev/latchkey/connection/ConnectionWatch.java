package dev.latchkey.connection;

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
 * Limits the time that one connection may wait for a request, for the headers of a request, and for its response. It is the first handler
 * in the connection's pipeline; {@link RequestWatch} notifies it of requests and responses. Used by the connection's event loop only,
 * except {@link #close} and {@link #allowLongAnswer}, which any thread may call.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty logs a check that fails;
// a close shows in channelInactive
public final class ConnectionWatch extends ChannelInboundHandlerAdapter {

    /** Maximum time without a request. Proxies and browsers keep connections about as long, and open new ones when they are closed. */
    static final Duration IDLE = Duration.ofSeconds(60);

    /** Maximum time from the first byte of a request to the end of its headers; 8 KiB on a bad mobile network take less than a second. */
    static final Duration HEADERS = Duration.ofSeconds(10);

    /** Maximum time from the headers to the last byte of the response written to the socket. The service's own waits end within 10 s. */
    static final Duration ANSWER = Duration.ofSeconds(30);

    /** Maximum response time of an import by an operator. The import has its own timeout between lines. */
    static final Duration LONG_ANSWER = Duration.ofHours(6);

    /** Maximum unanswered requests on a connection; browsers and proxies send one at a time. */
    private static final int MOST_PIPELINED = 16;

    /**
     * Delay before a connection with too many requests is closed; it is not read meanwhile. Without it, a caller who reconnects at once
     * would cost 200 connections a second.
     */
    private static final Duration LINGER = Duration.ofSeconds(2);

    /** Maximum unanswered requests while the caller does not read responses: 64 KiB of them are queued already. */
    private static final int MOST_UNREAD = 4;

    private static final Duration LOOK = Duration.ofMillis(2500);

    /** Vert.x' name for the handler that turns messages into requests. It is in the pipeline at the first read or at the second. */
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

    /**
     * Returns the watch of a connection.
     *
     * @param channel the connection
     * @return null if Netty did not load the watches (dev mode, tests within one process)
     */
    public static @Nullable ConnectionWatch of(Channel channel) {
        return channel.attr(WATCH).get();
    }

    /** Returns the peer's network, which may be a proxy's. Set when the connection becomes active. */
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

    /** Raises the time limit of the current response to {@link #LONG_ANSWER}. */
    public void allowLongAnswer() {
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
     * Records that the headers of a request are complete. Limits the responses that are queued for a caller who does not read them.
     *
     * @return false if there are too many: the request is not served, and the connection is closed
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

    /** Records the end of a body whose response was sent without waiting for it. */
    void bodyEnded() {
        if (phase == Phase.HEADERS && underWay == 0) {
            enter(Phase.IDLE);
        }
    }

    /** Returns whether a request is being served, so that no other response can be written. */
    boolean isAnswering() {
        return underWay > 0;
    }

    /** Records that a response has been written to the socket. */
    void answered() {
        underWay = Math.max(0, underWay - 1);
        isLong = false;
        // pipelined requests share one time limit, so it is not restarted while others wait
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
