/**
 * Limits how often something may be tried.
 *
 * <p>Owns: all limits ({@link dev.latchkey.throttle.Limit}), the table in which attempts are counted for all replicas, the headers that
 * report them, and the device tokens by which known devices are recognised.
 *
 * <p>Does not own: what an attempt is and whether it succeeded; the flows know that, and reserve and give back.
 *
 * <p>Neighbour: {@code http}, which determines the network of a request.
 */
@NullMarked
package dev.latchkey.throttle;

import org.jspecify.annotations.NullMarked;
