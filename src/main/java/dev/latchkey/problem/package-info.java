/**
 * What the service says when it says no.
 *
 * <p>Owns: the catalogue of problems ({@link dev.latchkey.problem.ProblemType}), the one writer of
 * {@code application/problem+json} (RFC 9457), and the way from every exception, ours or the framework's, to a problem.
 *
 * <p>Does not own: the decision to refuse; that is made where the rule lives, and thrown as a {@code ProblemException}.
 *
 * <p>Neighbour: {@code platform}, the floor above, which has put the request id on the answer before this room is asked.
 */
@NullMarked
package dev.latchkey.problem;

import org.jspecify.annotations.NullMarked;
