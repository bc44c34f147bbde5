/**
 * Errors on the wire.
 *
 * <p>Owns: the catalogue of problems ({@link dev.latchkey.problem.ProblemType}), the one writer, with a form for each kind of
 * caller ({@link dev.latchkey.problem.ErrorForm}; JSON is RFC 9457), and the mapping of every exception, the service's or the framework's, to a problem.
 *
 * <p>Does not own: the decision to refuse; the room with the rule makes it and throws a {@code ProblemException}.
 *
 * <p>Neighbour: {@code http}, above, which sets the request id on the response before this room writes to it.
 */
@NullMarked
package dev.latchkey.problem;

import org.jspecify.annotations.NullMarked;
