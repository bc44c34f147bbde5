/**
 * How often somebody may try.
 *
 * <p>Owns: all limits ({@link dev.latchkey.throttle.Limit}), the table in which attempts are counted for all replicas, the headers
 * that tell of them, and the tokens by which a device that has signed in before is known.
 *
 * <p>Does not own: what an attempt is and whether it succeeded; that is known to the flows, which reserve and give back.
 *
 * <p>Neighbour: {@code platform}, which says what network a call came from.
 */
@NullMarked
package dev.latchkey.throttle;

import org.jspecify.annotations.NullMarked;
