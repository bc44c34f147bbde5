package dev.latchkey.http;

import io.netty.channel.Channel;
import io.netty.util.Attribute;
import io.netty.util.AttributeKey;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a connection on which a request was refused; connections without refusals have none. All streams of a connection
 * share it. The delay is the least time between two refusals. So a refusal that took seconds by itself, because the database hangs, is not
 * delayed further. Safe for use by several threads.
 */
final class RefusedConnection {

    private static final AttributeKey<RefusedConnection> KEY = AttributeKey.valueOf("latchkey.refused");

    private int repeats = -1;
    private long answered;
    private long waitsUntil;

    RefusedConnection() {}

    /** Returns what is remembered of a request's connection; forgotten with the connection. */
    static RefusedConnection of(HttpServerRequest request) {
        Channel channel = ((ConnectionBase) request.connection()).channel();
        Attribute<RefusedConnection> attribute = channel.attr(KEY);
        RefusedConnection known = attribute.get();
        return known == null ? orFirst(attribute, new RefusedConnection()) : known;
    }

    private static RefusedConnection orFirst(Attribute<RefusedConnection> attribute, RefusedConnection created) {
        @Nullable RefusedConnection first = attribute.setIfAbsent(created);
        return first == null ? created : first;
    }

    /**
     * Records a refusal.
     *
     * @param now as {@link System#nanoTime} has it
     * @param retryAfter how long the caller is told to wait; after that time, the delay starts from zero
     * @return how much later it is to be answered, in milliseconds
     */
    synchronized long delayMillis(long now, Duration retryAfter) {
        boolean isRepeat = repeats >= 0 && now - waitsUntil < 0;
        repeats = isRepeat ? Math.min(repeats + 1, Delay.LONGEST_FROM) : 0;
        long due = answered + TimeUnit.MILLISECONDS.toNanos(Delay.afterRepeats(repeats));
        long delay = repeats == 0 ? 0 : Math.max(0, TimeUnit.NANOSECONDS.toMillis(due - now));
        answered = now + TimeUnit.MILLISECONDS.toNanos(delay);
        waitsUntil = answered + retryAfter.toNanos();
        return delay;
    }
}
