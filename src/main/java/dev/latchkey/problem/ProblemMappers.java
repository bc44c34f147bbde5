package dev.latchkey.problem;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Maps every exception to a problem of the catalogue. Messages of libraries are omitted, because they may quote the request. */
public class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    @ServerExceptionMapper
    Response refused(ProblemException refusal, RoutingContext call) {
        return ProblemWriter.response(refusal.problem(), call);
    }

    @ServerExceptionMapper(priority = 1)
    Response invalid(ConstraintViolationException invalid, RoutingContext call) {
        return ProblemWriter.response(Problem.of(violations(invalid.getConstraintViolations())), call);
    }

    @ServerExceptionMapper({UnauthorizedException.class})
    Response unauthenticated(RoutingContext call) {
        return ProblemWriter.response(Problem.of(ProblemType.AUTHENTICATION_REQUIRED), call);
    }

    @ServerExceptionMapper(value = AuthenticationFailedException.class, priority = 1)
    Response badToken(AuthenticationFailedException failed, RoutingContext call) {
        if (DatabaseFaults.isUnavailable(failed)) {
            return unexpected(failed, call);
        }
        return ProblemWriter.response(Problem.of(ProblemType.INVALID_TOKEN), call);
    }

    @ServerExceptionMapper({ForbiddenException.class})
    Response forbidden(RoutingContext call) {
        return ProblemWriter.response(Problem.of(ProblemType.ACCESS_DENIED), call);
    }

    /** Replaces Quarkus' mapper for this subclass, which would reveal the names of the service's classes. */
    @ServerExceptionMapper(priority = 1)
    Response mismatched(MismatchedInputException mismatched, RoutingContext call) {
        return unreadable(mismatched, call);
    }

    @ServerExceptionMapper(priority = 1)
    Response unreadable(JacksonException unreadable, RoutingContext call) {
        return ProblemWriter.response(UnreadableJson.refusal(unreadable).problem(), call);
    }

    @ServerExceptionMapper(priority = 1)
    Response framework(WebApplicationException refusal, RoutingContext call) {
        if (refusal.getCause() instanceof JacksonException unreadable) {
            return unreadable(unreadable, call);
        }
        int status = refusal.getResponse().getStatus();
        if (status >= 500) {
            return unexpected(refusal, call);
        }
        Response answer = ProblemWriter.response(Problem.of(ProblemType.ofStatus(status)), call);
        // 405 must list the allowed methods (RFC 9110, 15.5.6)
        String allow = refusal.getResponse().getHeaderString("Allow");
        return allow == null
                ? answer
                : Response.fromResponse(answer).header("Allow", allow).build();
    }

    /** Handles a connection that closed, or invalid HTTP, while the body was read: the service is not at fault. */
    @ServerExceptionMapper(priority = 1)
    Response interrupted(IOException interrupted, RoutingContext call) {
        LOG.debug("a request ended before its body did", interrupted);
        return ProblemWriter.response(Problem.of(ProblemType.BAD_REQUEST), call);
    }

    @ServerExceptionMapper({Throwable.class})
    Response unexpected(Throwable fault, RoutingContext call) {
        return ProblemWriter.response(problem(fault), call);
    }

    /**
     * Returns the problem for an unforeseen exception. Only this method logs it.
     *
     * @param fault the exception
     * @return {@code unavailable} if the database is, else {@code internal_error}
     */
    public static Problem problem(Throwable fault) {
        log(fault);
        return DatabaseFaults.isUnavailable(fault) ? Problem.unavailable() : Problem.of(ProblemType.INTERNAL_ERROR);
    }

    static void log(Throwable fault) {
        Optional<DatabaseFaults.Found> database = DatabaseFaults.find(fault);
        if (database.isPresent()) {
            // a transient fault is a warning; one that an operator must correct is an error
            Logger.Level level = database.get().fault().isPassing() ? Logger.Level.WARN : Logger.Level.ERROR;
            LOG.log(level, database.get().sentence(DatabaseFaults.place()));
            LOG.debug("the database is not available", fault);
        } else {
            LOG.error("an unforeseen fault", fault);
        }
    }

    private static List<Violation> violations(Set<ConstraintViolation<?>> violations) {
        return violations.stream()
                .map(each -> Violation.of(field(each.getPropertyPath()), each))
                .sorted(Comparator.comparing(Violation::field).thenComparing(Violation::message))
                .toList();
    }

    /** Returns the path without the names of the method and its parameter, which are internal. */
    private static String field(Path path) {
        Iterator<Path.Node> nodes = path.iterator();
        return StreamSupport.stream(((Iterable<Path.Node>) () -> nodes).spliterator(), false)
                .skip(2)
                .map(Path.Node::toString)
                .collect(Collectors.joining("."));
    }
}
