package dev.latchkey.http;

import dev.latchkey.problem.ProblemType;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;

/** A request body that is being received. Used on the event loop of its connection, except {@link #giveUp}. */
final class UnfinishedBody {

    private static final String CONTINUE = "100-continue";

    private final RoutingContext call;
    private final RequestBodies bodies;
    private final Context context;
    private final Buffer content = Buffer.buffer();
    private boolean settled;

    UnfinishedBody(RoutingContext call, RequestBodies bodies) {
        this.call = call;
        this.bodies = bodies;
        this.context = Vertx.currentContext();
    }

    void read() {
        HttpServerRequest request = call.request();
        request.handler(this::add);
        request.endHandler(end -> complete());
        request.exceptionHandler(broken -> settle());
        if (request.version() != HttpVersion.HTTP_1_0
                && CONTINUE.equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            // RFC 9110, 10.1.1: the sender waits for this
            call.response().writeContinue();
        }
        request.resume();
    }

    /** Refuses a body that took too long or was displaced. May be called on any thread. */
    void giveUp() {
        context.runOnContext(now -> {
            if (settle()) {
                bodies.refuse(call, ProblemType.REQUEST_TIMEOUT);
            }
        });
    }

    private void add(Buffer part) {
        if (settled) {
            return;
        }
        if (content.length() + part.length() > RequestBodies.MAXIMUM_BYTES) {
            settle();
            bodies.refuse(call, ProblemType.CONTENT_TOO_LARGE);
        } else {
            content.appendBuffer(part);
        }
    }

    private void complete() {
        if (settle()) {
            ((RoutingContextInternal) call).setBody(content);
            call.next();
        }
    }

    private boolean settle() {
        boolean first = !settled;
        settled = true;
        bodies.settled(this);
        return first;
    }
}
