/**
 * What the process has before any room opens, and what every call passes before any room sees it.
 *
 * <p>Owns: the clock, randomness and ids, the root secret and the keys derived from it, the settings without which
 * nothing starts; connections, paths and bodies of requests before a worker thread is taken, the request id and the headers that every
 * answer carries; whether the database is there.
 *
 * <p>Does not own: errors on the wire ({@code problem}, the floor below), anything about users, keys or tokens.
 *
 * <p>Neighbour: {@code problem}, which writes what this room refuses.
 */
@NullMarked
package dev.latchkey.platform;

import org.jspecify.annotations.NullMarked;
