package dev.latchkey.http;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Delays refusals with 429 or 503 of callers who ask again before {@code Retry-After}, by a timer that holds no thread. Without it, 64
 * connections that repeat a refused login at once get 3,700 to 6,700 refusals a second, and good logins fall from 24 to 18 a second.
 *
 * <p>The delay is the longer one of the connection's ({@link RefusedConnection}) and the network's ({@link RefusedNetworks}). A connection
 * of a trusted proxy carries requests of many callers, so only their networks count there. Only refusals are delayed and remembered. Safe
 * for use by several threads.
 */
@Singleton
class Pacing {

    /** As many as the connections of one network. With a body of 16 KiB each, they hold 16 MiB. */
    static final int MAXIMUM = 1024;

    private final ClientAddress clientAddress;
    private final RefusedNetworks networks;
    private final AtomicInteger delayed = new AtomicInteger();

    Pacing(ClientAddress clientAddress, RefusedNetworks networks, MeterRegistry metrics) {
        this.clientAddress = clientAddress;
        this.networks = networks;
        Gauge.builder("latchkey.http.paced", delayed, AtomicInteger::get)
                .description("refusals that are answered later because their callers did not wait")
                .register(metrics);
    }

    /** Returns whether an answer with this status is delayed if it is repeated. */
    static boolean isPaced(int status) {
        return status == 429 || status == 503;
    }

    /**
     * Answers a refusal: at once, or with a delay of up to 1 s. Beyond {@link #MAXIMUM} delayed refusals, others are answered at once.
     *
     * @param call the refused request
     * @param retryAfter how long its caller is told to wait
     * @param answer called once; if it is delayed, on the event loop, and as soon as the connection is closed
     */
    void answer(RoutingContext call, Duration retryAfter, Runnable answer) {
        long delay = delayMillis(call.request(), retryAfter);
        if (delay <= 0) {
            answer.run();
        } else if (delayed.incrementAndGet() > MAXIMUM) {
            delayed.decrementAndGet();
            answer.run();
        } else {
            DelayedAnswer.schedule(call, delay, () -> {
                delayed.decrementAndGet();
                answer.run();
            });
        }
    }

    private long delayMillis(HttpServerRequest request, Duration retryAfter) {
        long now = System.nanoTime();
        long ofNetwork = networks.delayMillis(clientAddress.block(request), now);
        return clientAddress.isBehindProxy(request)
                ? ofNetwork
                : Math.max(ofNetwork, RefusedConnection.of(request).delayMillis(now, retryAfter));
    }
}
