package dev.latchkey.http;

import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.problem.ProblemMappers;
import dev.latchkey.problem.ProblemType;
import dev.latchkey.problem.ProblemWriter;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Writes the refusals of filters, which run before any resource and so before the framework's mapping of exceptions. */
@ApplicationScoped
class HttpErrorHandler {

    void register(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(HttpErrorHandler::failed);
    }

    private static void failed(RoutingContext call) {
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
}
