package dev.latchkey.http;

import dev.latchkey.connection.HangUp;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.problem.ProblemType;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;

/**
 * Reads the body of every request on the event loop, before a worker thread is taken for it: the whole body, at most 16 KiB, within 10
 * seconds. The framework would take a worker first and block it until the body is there. Then 200 slow bodies would hold all 200 workers,
 * and no other request would be answered.
 *
 * <p>An import is the exception ({@link RoutePolicy#streamedBody}): its body has any size, is read by the worker, and has limits of its own.
 */
@ApplicationScoped
class RequestBodies {

    /** No request is larger, except the import. */
    static final int MAXIMUM_BYTES = 16 * 1024;

    /** From the headers to the last byte of the body. A phone on a bad network sends 16 KiB in less. */
    static final Duration DEADLINE = Duration.ofSeconds(10);

    /** How long a refused sender may go on sending before the connection is closed; what it sends is dropped. */
    private static final Duration LINGER = Duration.ofSeconds(2);

    private static final Duration LOOK = Duration.ofMillis(500);

    private final ClientAddress clientAddress;
    private final UnfinishedBodies<UnfinishedBody> unfinished = new UnfinishedBodies<>();
    private final MeterRegistry metrics;
    private final Routes routes;

    RequestBodies(ClientAddress clientAddress, Routes routes, MeterRegistry metrics, Vertx vertx) {
        this.routes = routes;
        this.clientAddress = clientAddress;
        this.metrics = metrics;
        Gauge.builder("latchkey.http.bodies", unfinished, UnfinishedBodies::size)
                .description("request bodies that have not come whole yet")
                .register(metrics);
        vertx.setPeriodic(LOOK.toMillis(), timer -> endLate());
    }

    void register(@Observes Filters filters) {
        EdgeFilter.BODY_LENGTH.register(filters, this::refuseLength);
        EdgeFilter.BODY.register(filters, this::read);
    }

    private void refuseLength(RoutingContext call) {
        HttpServerRequest request = call.request();
        if (isStreamed(call)) {
            StreamedBodies.hangUpAfterAnswer(call);
            call.next();
        } else if (announcedLength(request) > MAXIMUM_BYTES) {
            refuse(call, ProblemType.CONTENT_TOO_LARGE);
        } else {
            call.next();
        }
    }

    private void read(RoutingContext call) {
        HttpServerRequest request = call.request();
        if (!isAnnounced(request) || isStreamed(call) || request.isEnded()) {
            call.next();
            return;
        }
        UnfinishedBody body = new UnfinishedBody(call, this);
        unfinished.add(body, clientAddress.block(request), System.nanoTime()).ifPresent(UnfinishedBody::giveUp);
        body.read();
    }

    /** Forgets a body that is complete or whose connection is closed. */
    void settled(UnfinishedBody body) {
        unfinished.remove(body);
    }

    /** Refuses a request whose body is not read to its end. Its connection cannot be used for another request. */
    void refuse(RoutingContext call, ProblemType why) {
        metrics.counter("latchkey.http.bodies.refused", "reason", why.code()).increment();
        call.response().putHeader("Connection", "close");
        call.addEndHandler(end -> closeAfterLinger(call));
        call.fail(ProblemException.of(why));
    }

    /** Closes the connection with a delay: data that arrives at a closed socket causes a reset, and the sender would lose the response. */
    private static void closeAfterLinger(RoutingContext call) {
        HttpServerRequest request = call.request();
        if (request.isEnded()) {
            // this close sends the response first
            request.connection().close();
        } else {
            request.handler(rest -> {});
            request.endHandler(end -> request.connection().close());
            request.resume();
            call.vertx().setTimer(LINGER.toMillis(), timer -> HangUp.on(request));
        }
    }

    private void endLate() {
        long moment = System.nanoTime() - DEADLINE.toNanos();
        Optional<UnfinishedBody> late = unfinished.takeOlderThan(moment);
        while (late.isPresent()) {
            late.get().giveUp();
            late = unfinished.takeOlderThan(moment);
        }
    }

    private boolean isStreamed(RoutingContext call) {
        return routes.policy(call).streamedBody();
    }

    private static boolean isAnnounced(HttpServerRequest request) {
        return announcedLength(request) > 0 || request.getHeader("Transfer-Encoding") != null;
    }

    /** Returns {@code Content-Length}; the protocol layer has refused values that are not a number. */
    private static long announcedLength(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        return length == null ? 0 : Long.parseLong(length);
    }
}
