/**
 * The foundation of the process: everything that starts before the other rooms, and that every request passes first.
 *
 * <p>Owns: the clock, randomness and ids, the root secret and the keys derived from it, the settings required for the start; connections,
 * paths and bodies of requests before a worker thread is taken; the request id and the headers of every response; the availability of the
 * database.
 *
 * <p>Does not own: errors on the wire ({@code problem}, the floor below), anything about users, keys or tokens.
 *
 * <p>Neighbour: {@code problem}, which writes the refusals of this room.
 */
@NullMarked
package dev.latchkey.platform;

import org.jspecify.annotations.NullMarked;
