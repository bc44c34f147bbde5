/**
 * Errors on the wire.
 *
 * <p>Owns: the catalogue of problems ({@link dev.latchkey.problem.ProblemType}), the one writer of {@code application/problem+json} (RFC
 * 9457), and the mapping of every exception, the service's or the framework's, to a problem.
 *
 * <p>Does not own: the decision to refuse; the room with the rule makes it and throws a {@code ProblemException}.
 *
 * <p>Neighbour: {@code platform}, the floor above, which sets the request id on the response before this room writes to it.
 */
@NullMarked
package dev.latchkey.problem;

import org.jspecify.annotations.NullMarked;
