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
import java.time.Duration;
import java.util.Optional;

/** Writes the refusals of filters, which run before any resource and so before the framework's mapping of exceptions. */
@ApplicationScoped
class HttpErrorHandler {

    private final Pacing pacing;

    HttpErrorHandler(Pacing pacing) {
        this.pacing = pacing;
    }

    void register(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(this::failed);
    }

    private void failed(RoutingContext call) {
        boolean refused = call.failure() == null || (call.statusCode() >= 400 && call.statusCode() < 500);
        if (call.response().headWritten()) {
            call.next();
        } else if (call.failure() instanceof ProblemException known) {
            write(known.problem(), call);
        } else if (refused) {
            write(Problem.of(ProblemType.ofStatus(call.statusCode())), call);
        } else {
            write(ProblemMappers.problem(call.failure()), call);
        }
    }

    private void write(Problem problem, RoutingContext call) {
        Optional<Duration> retryAfter = ProblemWriter.retryAfter(problem)
                .filter(wait -> Pacing.isPaced(problem.type().status()));
        if (retryAfter.isPresent()) {
            pacing.answer(call, retryAfter.get(), () -> writeIfOpen(problem, call));
        } else {
            ProblemWriter.write(problem, call);
        }
    }

    private static void writeIfOpen(Problem problem, RoutingContext call) {
        if (!call.response().closed() && !call.response().ended()) {
            ProblemWriter.write(problem, call);
        }
    }
}
