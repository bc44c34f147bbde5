package dev.latchkey.problem;

import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * A form in which problems are written: JSON for programs, a page for browsers, the form of OAuth's endpoints. A route names its form; the
 * catalogue, the statuses and the headers are the same for all forms. Implementations are beans and safe for use by several threads.
 */
public interface ErrorForm {

    /**
     * Returns the media type of the body.
     *
     * @return the value of {@code Content-Type}
     */
    String mediaType();

    /**
     * Writes a problem.
     *
     * @param problem what to tell the caller
     * @param requestId the id that the response carries; null if it has none
     * @return the body
     */
    byte[] body(Problem problem, @Nullable String requestId);

    /**
     * Chooses the form of all errors of a request from now on.
     *
     * @param call the request
     * @param form the form
     */
    static void choose(RoutingContext call, ErrorForm form) {
        call.put(ErrorForm.class.getName(), form);
    }

    /** Returns the form that was chosen for a request; JSON if there is none yet. */
    static ErrorForm of(RoutingContext call) {
        ErrorForm chosen = call.get(ErrorForm.class.getName());
        return chosen == null ? ProblemJson.INSTANCE : chosen;
    }
}
