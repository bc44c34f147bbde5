package dev.latchkey.problem;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Writes the refusals of filters, which run before any resource, and refuses requests from pages of other origins. */
@ApplicationScoped
class HttpRefusals {

    /** After the headers of responses are set (1000 and {@link CrossOrigin}). */
    private static final int EARLY = 900;

    private final Origins origins;

    HttpRefusals(Origins origins) {
        this.origins = origins;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, EARLY);
    }

    void register(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(this::failed);
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
        if (origins.isForeign(call.request()) && !PublicDocuments.isAskedFor(call.request())) {
            ProblemWriter.write(Problem.of(ProblemType.CROSS_ORIGIN), call);
        } else {
            call.next();
        }
    }
}
