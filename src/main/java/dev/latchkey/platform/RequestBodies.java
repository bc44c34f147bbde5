package dev.latchkey.platform;

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
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

/**
 * Reads the body of every request on the event loop, before a worker thread is taken for it: whole, of at most 16 KiB and within 10
 * seconds. The framework takes a worker first and lets it wait for the body; 200 slow bodies would then hold all 200 workers, and
 * nothing else would be answered.
 *
 * <p>The import is the exception: it has any size, is read by the worker, and is bounded by its own room.
 */
@ApplicationScoped
class RequestBodies {

    /** No request of ours is larger, the import aside. */
    static final int MAXIMUM_BYTES = 16 * 1024;

    /** From the headers to the last byte of the body. A phone on a bad network sends 16 KiB in less. */
    static final Duration DEADLINE = Duration.ofSeconds(10);

    /** What is too long by its headers is refused with the other refusals that need the headers only. */
    private static final int REFUSE_LENGTH = 900;

    /** Last of all filters: what they refuse needs no body. */
    private static final int READ = 100;

    /** So long a sender may go on sending what is dropped before the connection is closed. */
    private static final Duration LINGER = Duration.ofSeconds(2);

    private static final Duration LOOK = Duration.ofMillis(500);

    private final ClientAddress clientAddress;
    private final UnfinishedBodies<UnfinishedBody> unfinished = new UnfinishedBodies<>();
    private final MeterRegistry metrics;

    RequestBodies(ClientAddress clientAddress, MeterRegistry metrics, Vertx vertx) {
        this.clientAddress = clientAddress;
        this.metrics = metrics;
        Gauge.builder("latchkey.http.bodies", unfinished, UnfinishedBodies::size)
                .description("request bodies that have not come whole yet")
                .register(metrics);
        vertx.setPeriodic(LOOK.toMillis(), timer -> endLate());
    }

    void register(@Observes Filters filters) {
        filters.register(this::refuseLength, REFUSE_LENGTH);
        filters.register(this::read, READ);
    }

    private void refuseLength(RoutingContext call) {
        HttpServerRequest request = call.request();
        if (StreamedBody.isOn(request)) {
            StreamedBody.hangUpAfterAnswer(call);
            call.next();
        } else if (announcedLength(request) > MAXIMUM_BYTES) {
            refuse(call, ProblemType.CONTENT_TOO_LARGE);
        } else {
            call.next();
        }
    }

    private void read(RoutingContext call) {
        HttpServerRequest request = call.request();
        if (!isAnnounced(request) || StreamedBody.isOn(request) || request.isEnded()) {
            call.next();
            return;
        }
        UnfinishedBody body = new UnfinishedBody(call, this);
        unfinished.add(body, network(request), System.nanoTime()).ifPresent(UnfinishedBody::giveUp);
        body.read();
    }

    /** The body has come, or the connection is gone. */
    void settled(UnfinishedBody body) {
        unfinished.remove(body);
    }

    /** Refuses a call whose body is not read to its end: the connection cannot be used for another request. */
    void refuse(RoutingContext call, ProblemType why) {
        metrics.counter("latchkey.http.bodies.refused", "reason", why.code()).increment();
        call.response().putHeader("Connection", "close");
        call.addEndHandler(end -> closeAfterLinger(call));
        call.fail(ProblemException.of(why));
    }

    /** Not at once: what is still on its way would meet a closed socket, and the reset would take the answer away from the sender. */
    private static void closeAfterLinger(RoutingContext call) {
        HttpServerRequest request = call.request();
        if (request.isEnded()) {
            // this close sends the answer before
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

    private ByteBuffer network(HttpServerRequest request) {
        return clientAddress.of(request).map(Networks::block).orElseGet(() -> ByteBuffer.allocate(0));
    }

    private static boolean isAnnounced(HttpServerRequest request) {
        return announcedLength(request) > 0 || request.getHeader("Transfer-Encoding") != null;
    }

    /** The protocol layer has refused what is not a number. */
    private static long announcedLength(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        return length == null ? 0 : Long.parseLong(length);
    }
}
