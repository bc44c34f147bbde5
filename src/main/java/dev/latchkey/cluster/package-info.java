/**
 * Work that one replica does for all of them.
 *
 * <p>Owns: advisory locks.
 *
 * <p>Does not own: when the work is due, which the room that does it decides.
 *
 * <p>Neighbour: {@code database}, the floor below.
 */
@NullMarked
package dev.latchkey.cluster;

import org.jspecify.annotations.NullMarked;
