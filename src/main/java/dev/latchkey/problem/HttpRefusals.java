package dev.latchkey.problem;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * What is refused before any resource sees it: Quarkus would refuse the same, but with an empty body. What is not even an HTTP
 * request (a request line or headers too long) is refused by the protocol layer below and has no problem.
 */
@ApplicationScoped
class HttpRefusals {

    /** After the headers that every answer carries, before Quarkus' own filters (CORS has 300). */
    private static final int EARLY = 900;

    /** A body up to here is read and dropped, so that the caller gets the answer and keeps the connection. */
    private static final long WORTH_READING_BYTES = 1024 * 1024;

    private static final long LINGER_MILLIS = 2000;

    /** Where Quarkus keeps how many bytes of a body may be read; what is sent in chunks is not announced. */
    private static final String MOST_BYTES = "io.quarkus.max-request-size";

    /** Quarkus sets that at -2, for all. */
    private static final int AFTER_QUARKUS_LIMIT = -1;

    /** The wall behind {@link BodyChecks}. */
    private static final long WALL_BYTES = 4L * BodyChecks.MAXIMUM_BYTES;

    private final Origins origins;

    HttpRefusals(Origins origins) {
        this.origins = origins;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, EARLY);
    }

    void register(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(this::failed);
        router.route().order(AFTER_QUARKUS_LIMIT).handler(HttpRefusals::limit);
    }

    private static void limit(RoutingContext call) {
        if (!isOfLines(call.request())) {
            call.put(MOST_BYTES, WALL_BYTES);
        }
        call.next();
    }

    private static boolean isOfLines(HttpServerRequest request) {
        return BodyChecks.isOfLines(request.getHeader("Content-Type"));
    }

    private void failed(RoutingContext call) {
        boolean refused = call.failure() == null || (call.statusCode() >= 400 && call.statusCode() < 500);
        if (call.response().headWritten()) {
            call.next();
        } else if (call.failure() instanceof ProblemException known) {
            ProblemWriter.write(known.problem(), call);
        } else if (refused) {
            ProblemWriter.write(Problem.of(ProblemType.ofStatus(call.statusCode())), call);
        } else {
            ProblemWriter.write(ProblemMappers.problem(call.failure()), call);
        }
    }

    private void check(RoutingContext call) {
        HttpServerRequest request = call.request();
        long length = announcedLength(request);
        boolean ofLines = isOfLines(request);
        if (ofLines) {
            call.addEndHandler(end -> hangUpSoon(call));
        }
        if (!ofLines && length > BodyChecks.MAXIMUM_BYTES) {
            if (length > WORTH_READING_BYTES && request.version() != HttpVersion.HTTP_2) {
                call.response().putHeader("Connection", "close");
                call.addEndHandler(end -> request.connection().close());
            }
            ProblemWriter.write(Problem.of(ProblemType.CONTENT_TOO_LARGE), call);
        } else if (origins.isForeign(request)) {
            ProblemWriter.write(Problem.of(ProblemType.CROSS_ORIGIN), call);
        } else {
            call.next();
        }
    }

    /** Lines that were answered before they have all come were refused: nobody reads the rest, once the caller has had time for the answer. */
    private static void hangUpSoon(RoutingContext call) {
        HttpServerRequest request = call.request();
        boolean worthIt = request.getHeader("Content-Length") == null || announcedLength(request) > WORTH_READING_BYTES;
        if (worthIt && !request.isEnded() && request.version() != HttpVersion.HTTP_2) {
            call.vertx().setTimer(LINGER_MILLIS, timer -> {
                if (!request.isEnded()) {
                    request.connection().close();
                }
            });
        }
    }

    /** What is not a number has been refused by the protocol layer. */
    private static long announcedLength(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        return length == null ? 0 : Long.parseLong(length);
    }
}
