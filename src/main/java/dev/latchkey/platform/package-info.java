/**
 * The ground floor: what the process has before any room opens.
 *
 * <p>Owns: the clock, randomness and ids, the root secret and the keys derived from it, the settings without which
 * nothing starts, the request id and the headers that every answer carries.
 *
 * <p>Does not own: errors on the wire ({@code problem}), anything about people, keys or tokens.
 *
 * <p>Neighbour: {@code problem}, on the same floor; neither imports the other.
 */
@NullMarked
package dev.latchkey.platform;

import org.jspecify.annotations.NullMarked;
